// The sentences only the script says. Everything else stands in the pages.

export const WORDS = Object.freeze({
  idle: "",
  downloading: "正在准备离线应答，你可以先点选项，不用等。",
  starting: "快好了，你可以继续点选项。",
  ready: "准备好了，后面的回答都在你的手机上完成。",
  failed: "离线应答没有启动成功。点选项照样能用，你的回答都还在。",
  copied: "复制好了。",
  selected: "请长按选中的文字，再点复制。",
  resume: "接着上次的回答",
  forget: "忘掉它",
  forgotten: "删掉了。",
  wayMarked: "；粗红线是这次走的路",
  unable: "这个浏览器不能用自己的话来问。点选项照样能用；想自己写，请换手机自带的浏览器或新版微信。",
  costly: "你在省流量或网速慢：点选项不用下载。要用自己的话说，先下载约 2.7 MB，只需一次。",
  download: "下载",
  retry: "再试一次",
  tellWaiting: "收到了。正在准备，好了马上回答；写的内容还在。",
  tellFailed: "这个框暂时用不了。写的内容还在，请点选项继续，一样能找到办法。",
});
