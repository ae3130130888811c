"""MkDocs meets the project here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from diagnose import check
from diagnose.check import overdue
from diagnose.content_error import report
from diagnose.page import school_box
from diagnose.waiting import today_in_china

from .pages import generated_pages
from .runtime import RuntimeFileMissing, write_runtime

log = get_plugin_logger("diagnose")

SCHOOL_BOX = "<!-- school box -->"  # where a page wants the school's dates


class DiagnoseConfig(Config):
    knowledge = Type(str, default="diagnose/knowledge")
    school = Type(str, default="diagnose/knowledge/school.toml")


class DiagnosePlugin(BasePlugin[DiagnoseConfig]):
    """Adds a page for every position and cause, and the files Python needs in the browser."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Present so that MkDocs keeps one instance over the rebuilds of ``serve``."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not config.repo_url:
            config.edit_uri = ""  # without a repository there is nowhere for an edit link to lead
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        knowledge, errors = check(_root(config) / self.config.knowledge, _root(config) / self.config.school)
        if knowledge is None:
            raise PluginError(report(errors))
        for sentence in overdue(knowledge, today_in_china()):
            log.warning(sentence)  # fails a strict build, so that a release is never stale unseen
        self.school_box = school_box(knowledge, today_in_china())
        for page in generated_pages(knowledge, today_in_china()):
            file = File.generated(config, f"{page.address}index.md", content=page.markdown)
            file.edit_uri = f"../{self.config.knowledge}/{page.made_from}"
            files.append(file)
        return files

    def on_page_markdown(self, markdown: str, **_: object) -> str:
        return markdown.replace(SCHOOL_BOX, self.school_box)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        try:
            write_runtime(_root(config), Path(config.site_dir) / "assets" / "runtime", _root(config) / self.config.school)
        except RuntimeFileMissing as missing:
            raise PluginError(str(missing)) from missing


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
