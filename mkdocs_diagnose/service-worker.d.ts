/** Written before the service worker's text by the build: what this release holds. */
declare const RELEASE: { version: string; files: string[] };
