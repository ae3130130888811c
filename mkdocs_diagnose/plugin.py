"""MkDocs meets the project here and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from diagnose import Knowledge, check, words
from diagnose.content_error import report
from diagnose.graph import chart
from diagnose.markup import link_terms
from diagnose.sourcing import overdue
from diagnose.waiting import today_in_china

from . import guide
from .compress import compress_site
from .csp import policy, with_policy
from .map import MapFailed, draw_map
from .offline import NAME, service_worker
from .pages import ShownRuntime, generated_pages
from .release import write_release
from .runtime import Runtime, RuntimeFailed, make_runtime
from .search import write_search

log = get_plugin_logger("diagnose")
RUNTIMES, OURS = "assets/runtime", "assets/site"  # below each a folder named by its content
POLICY = "content-security-policy.conf"  # the policy of all pages, for servers that can send it as a header
WRITTEN_HERE = ("javascripts/", "stylesheets/")


class DiagnoseConfig(Config):
    knowledge = Type(str, default="diagnose/knowledge")
    school = Type(str, default="diagnose/knowledge/school.toml")
    offline = Type(bool, default=True)
    version = Type(str, default="unreleased")


class DiagnosePlugin(BasePlugin[DiagnoseConfig]):
    """Adds a page for every position and cause, and the files Python needs in the browser."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Also, that this is here lets MkDocs keep one instance over the rebuilds of ``serve``."""
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not config.repo_url:
            config.edit_uri = ""  # without a repository there is nowhere for an edit link to lead
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self.today = today_in_china()
        self.html: dict[str, str] = {}
        self.knowledge = self._checked(config)
        self._warn_of_overdue(config)
        self.runtime = self._runtime(config)
        self.ours = _named_by_content(files, config)
        drawn = chart(self.knowledge)
        folder, worker = f"{RUNTIMES}/{self.runtime.digest}/", NAME if self._offline() else ""
        shown = ShownRuntime(address=folder, streamed=self.runtime.streamed, offline=worker)
        for page in generated_pages(self.knowledge, drawn, self.today, shown, config.site_url or ""):
            file = File.generated(config, f"{page.address}index.md", content=page.markdown)
            self.html[file.src_uri] = page.html
            file.edit_uri = f"../{self.config.knowledge}/{page.made_from}"
            files.append(file)
        try:
            drawing = draw_map(drawn, words.MAP, _root(config) / ".cache")
        except MapFailed as failed:
            raise PluginError(str(failed)) from failed
        files.append(File.generated(config, "staff/map.svg", content=drawing))
        return files

    def _checked(self, config: MkDocsConfig) -> Knowledge:
        """The knowledge, when nothing is wrong in it or in the guide; else all that is wrong, at once."""
        knowledge, errors = check(_root(config) / self.config.knowledge, _root(config) / self.config.school)
        if knowledge:
            errors = [error for name, text in _guide(config) for error in guide.mistakes(name, text, knowledge)]
        if knowledge is None or errors:
            raise PluginError(report(errors))
        return knowledge

    def _offline(self) -> bool:
        """Not while editing: a page kept from before would only confuse."""
        return self.config.offline and self.command != "serve"

    def _runtime(self, config: MkDocsConfig) -> Runtime:
        try:
            return make_runtime(_root(config), _root(config) / self.config.knowledge, _root(config) / self.config.school)
        except RuntimeFailed as failed:
            raise PluginError(str(failed)) from failed

    def _warn_of_overdue(self, config: MkDocsConfig) -> None:
        """A warning fails a strict build, so that a release is never stale unseen."""
        late = [sentence for name, text in _guide(config) for sentence in guide.overdue(name, text, self.knowledge, self.today)]
        for sentence in [*overdue(self.knowledge, self.today), *late]:
            log.warning(sentence)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        return guide.expand(markdown, self.knowledge, _to_root(page), self.today)

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        html = self.html.get(page.file.src_uri) or guide.name_tasks(html)
        return link_terms(html, self.knowledge, _to_root(page)) if page.url.startswith("guide/") else html

    def on_post_page(self, output: str, **_: object) -> str:
        return self._with_policy(output)

    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        return self._with_policy(output_content) if template_name.endswith(".html") else output_content

    def _with_policy(self, html: str) -> str:
        """Not while editing: the script that reloads the page is none of ours."""
        return html if self.command == "serve" else with_policy(html)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        write_search(site / "search", self.knowledge, _root(config) / self.config.knowledge)
        runtime = site / RUNTIMES / self.runtime.digest
        runtime.mkdir(parents=True, exist_ok=True)
        for name, content in self.runtime.files.items():
            (runtime / name).write_bytes(content)
        worker = service_worker(site, [site / self.ours, runtime], wanted=self._offline())
        (site / NAME).write_text(worker, encoding="utf-8")
        if self.command != "serve":
            allowed = policy(page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html")))
            header = f"add_header Content-Security-Policy \"{allowed}; frame-ancestors 'none'\" always;\n"
            (site / POLICY).write_text(header, encoding="utf-8")
            compress_site(site, _root(config) / ".cache" / "compressed")
            write_release(site, self.knowledge, self.config.version)


def _named_by_content(files: Files, config: MkDocsConfig) -> str:
    """Move our scripts and styles into a folder whose name changes with them, so that no page ever meets those of another release."""
    written_here = [file for file in files if file.src_uri.startswith(WRITTEN_HERE)]
    content = (hashlib.sha256(file.content_bytes).digest() for file in sorted(written_here, key=lambda f: f.src_uri))
    folder = f"{OURS}/{hashlib.sha256(b''.join(content)).hexdigest()[:16]}"
    for file in written_here:
        file.dest_uri = file.url = f"{folder}/{file.src_uri}"
    config.extra_css = [f"{folder}/{path}" for path in config.extra_css]
    for script in config.extra_javascript:
        assert not isinstance(script, str)  # each says that it is a module
        script.path = f"{folder}/{script.path}"
    config.extra["ours"] = folder
    return folder


def _guide(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Every page written by hand: its name as an editor finds it, and its text."""
    docs = Path(config.docs_dir)
    for file in sorted(docs.rglob("*.md")):
        yield f"{docs.name}/{file.relative_to(docs).as_posix()}", file.read_text(encoding="utf-8")


def _to_root(page: Page) -> str:
    return "../" * page.url.count("/")


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
