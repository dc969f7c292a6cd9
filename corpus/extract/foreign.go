package extract

import (
	"bytes"
	"strings"
)

// Offices have many files that hold no text we can take, or hold it in a form
// that is not read. Who brings one is told what it is and what he can do.

// foreignKind is a kind of file that is not read, and what to do with one.
type foreignKind struct{ name, advice string }

func (k foreignKind) refusal() *Refusal {
	return refuse(Unsupported, "这是%s，不能收进；%s", k.name, k.advice)
}

// What can be done with files of several kinds.
const (
	toCSV     = "一行一篇文献的，请另存为 CSV，并把正文一列的列名写作“正文”；其他的请另存为 PDF 再导入"
	toPDF     = "请另存为 PDF 再导入"
	toText    = "请先做文字识别，存成 docx 或 txt 再导入"
	toZIP     = "请解压后导入里面的文件，或改存为 ZIP"
	notText   = "里面没有可以检索的文字"
	toMessage = "请把正文另存为 txt，附件另存出来，再分别导入"
)

// signatures are first bytes by which kinds are told.
var signatures = []struct {
	start string
	foreignKind
}{
	{"GIF8", foreignKind{" GIF 图片", toText}},
	{"II*\x00", foreignKind{" TIFF 图片", toText}},
	{"MM\x00*", foreignKind{" TIFF 图片", toText}},
	{"BM\x00\x00", foreignKind{"位图", toText}},
	{"RIFF", foreignKind{"音视频或图片", notText}},
	{"ID3", foreignKind{"音频", notText}},
	{"\x1f\x8b", foreignKind{"压缩文件（gzip）", toZIP}},
	{"Rar!\x1a", foreignKind{"压缩文件（RAR）", toZIP}},
	{"7z\xbc\xaf\x27\x1c", foreignKind{"压缩文件（7z）", toZIP}},
	{"\x7fELF", foreignKind{"程序", notText}},
	{"MZ\x90", foreignKind{"程序", notText}},
	{"SQLite format 3\x00", foreignKind{"数据库", notText}},
	{"L\x00\x00\x00\x01\x14\x02\x00", foreignKind{"快捷方式，不是文件本身", "请找到它指向的文件再导入"}},
}

// zipped tells by a folder or file inside, or by the beginning of its mimetype,
// what a ZIP container is that is no heap of files.
var zipped = []struct {
	inside string
	foreignKind
}{
	{"xl/", foreignKind{" Excel 表格（xlsx）", toCSV}},
	{"ppt/", foreignKind{" PowerPoint 演示文稿（pptx）", toPDF}},
	{"visio/", foreignKind{" Visio 绘图", toPDF}},
	{"AndroidManifest.xml", foreignKind{"手机程序", notText}},
	{"META-INF/MANIFEST.MF", foreignKind{"程序包", notText}},
}

// openDocuments are the kinds that a mimetype names.
var openDocuments = []struct {
	start string
	foreignKind
}{
	{"application/vnd.oasis.opendocument.spreadsheet", foreignKind{"表格（ods）", toCSV}},
	{"application/vnd.oasis.opendocument.presentation", foreignKind{"演示文稿（odp）", toPDF}},
	{"application/vnd.oasis.opendocument.graphics", foreignKind{"绘图（odg）", toPDF}},
}

// oleKinds tell by a stream what is in an OLE container.
var oleKinds = []struct {
	stream string
	foreignKind
}{
	{"Workbook", foreignKind{" Excel 表格（xls、et）", toCSV}},
	{"Book", foreignKind{" Excel 表格（xls、et）", toCSV}},
	{"PowerPoint Document", foreignKind{" PowerPoint 演示文稿（ppt、dps）", toPDF}},
	{"VisioDocument", foreignKind{" Visio 绘图", toPDF}},
	{"HwpSummaryInformation", foreignKind{"韩文文档（hwp）", toPDF}},
	{"MatOST", foreignKind{" Microsoft Works 文档", toPDF}},
	{"__properties_version1.0", foreignKind{" Outlook 邮件", toMessage}},
}

// foreignEnding is the kind that an ending promises, where the content says
// nothing: a damaged file, or one that is not told by its first bytes.
func foreignEnding(ending string) (foreignKind, bool) {
	for endings, kind := range map[string]foreignKind{
		".xlsx .xlsm .xls .et .ett .ods":             {" Excel 表格", toCSV},
		".pptx .ppt .pps .ppsx .dps .dpt .odp":       {"演示文稿", toPDF},
		".rar .7z .gz .tar .tgz .bz2":                {"压缩文件", toZIP},
		".jpg .jpeg .png .gif .bmp .tif .tiff .heic": {"图片", toText},
		".mp3 .mp4 .wav .wmv .avi .mov .m4a":         {"音视频", notText},
		".eml .msg":                                  {"邮件", toMessage},
		".caj .kdh .nh":                              {"知网文献（caj）", "请在知网下载它的 PDF，或用 CAJViewer 另存为 PDF 再导入"},
		".ceb .cebx .gw .gd .sep":                    {"专用版式公文", "请用它的阅读器打印成 PDF 再导入"},
		".lnk .url":                                  {"快捷方式，不是文件本身", "请找到它指向的文件再导入"},
		".exe .dll .msi .bat .js .vbs":               {"程序", notText},
	} {
		if ending != "" && strings.Contains(" "+endings+" ", " "+ending+" ") {
			return kind, true
		}
	}
	return foreignKind{}, false
}

// foreign tells a kind that is not read by the content.
func foreign(f *file) (foreignKind, bool) {
	for _, s := range signatures {
		if bytes.HasPrefix(f.raw, []byte(s.start)) {
			return s.foreignKind, true
		}
	}
	a, err := f.archive()
	if err != nil || a == nil {
		return foreignKind{}, false
	}
	for _, z := range zipped {
		for _, name := range a.names {
			if name == z.inside || strings.HasSuffix(z.inside, "/") && strings.HasPrefix(name, z.inside) && a.has("[Content_Types].xml") {
				return z.foreignKind, true
			}
		}
	}
	if mimetype, err := a.read("mimetype"); err == nil {
		for _, o := range openDocuments {
			if strings.HasPrefix(string(mimetype), o.start) {
				return o.foreignKind, true
			}
		}
	}
	return foreignKind{}, false
}
