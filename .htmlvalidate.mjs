// What the theme itself cannot meet is off, each with its reason; everything else is an error.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // How the theme's templates are written; no reader ever meets it.
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // The theme's ids begin with "__", which HTML allows.
    "valid-id": ["error", { relaxed: true }],
    // Every file is of our own origin; a file from elsewhere would still need its digest.
    "require-sri": ["error", { target: "crossorigin" }],
    // The theme's switches (#__search, #__toc) are not shown, and it stops browsers from remembering them. axe looks at every label that is shown.
    "input-missing-label": "off",
    "valid-autocomplete": "off",
    // The theme's search and palette answer while one types or chooses; there is nothing to send.
    "wcag/h32": "off",
    // The theme writes a page's contents twice, for narrow and for wide windows, and shows one. axe looks at the landmarks that are shown.
    "unique-landmark": "off",
    // The list in the theme's search window is a <div>; overrides/main.html can name it, not turn it into a <section>.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // The stylesheet keeps a number on one line, so that its hyphen can stay one that is copied and dialled.
    "tel-non-breaking": "off",
  },
};
