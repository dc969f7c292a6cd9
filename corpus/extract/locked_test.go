package extract

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// makeOLE is an OLE container with one stream of a few bytes.
func makeOLE(name, content string) []byte {
	const sector, least = 512, 4096 // smaller streams are kept elsewhere
	le := binary.LittleEndian
	body := make([]byte, least)
	copy(body, content)
	head := make([]byte, sector)
	copy(head, oleSignature)
	le.PutUint16(head[24:], 0x3e)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xfffe)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], 1) // one sector of the table, the first
	le.PutUint32(head[48:], 1) // directory
	le.PutUint32(head[56:], least)
	const free, last, table = 0xffffffff, 0xfffffffe, 0xfffffffd
	le.PutUint32(head[60:], last)
	le.PutUint32(head[68:], last)
	for i := range 109 {
		le.PutUint32(head[76+4*i:], free)
	}
	le.PutUint32(head[76:], 0)
	fat := make([]byte, sector)
	for i := range sector / 4 {
		le.PutUint32(fat[4*i:], free)
	}
	le.PutUint32(fat[0:], table)
	le.PutUint32(fat[4:], last)
	for i := range least / sector {
		next := uint32(i + 3)
		if i == least/sector-1 {
			next = last
		}
		le.PutUint32(fat[4*(i+2):], next)
	}
	directory := make([]byte, sector)
	entry := func(i int, name string, kind byte, child, start, size uint32) {
		e := directory[128*i:]
		units := utf16.Encode([]rune(name))
		for j, u := range units {
			le.PutUint16(e[2*j:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(units)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], free)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], size)
	}
	entry(0, "Root Entry", 5, 1, last, 0)
	entry(1, name, 2, free, 2, least)
	return append(append(append(head, fat...), directory...), body...)
}

// Encrypted files of Office are refused as what they are.
func TestLockedOffice(t *testing.T) {
	pass := "\x09\x08\x04\x00\x00\x06\x05\x00\x2f\x00\x06\x00\x00\x00\x01\x00\x01\x00"
	for name, test := range map[string]struct {
		path string
		file []byte
		says string
	}{
		"Word":             {"文.docx", makeOLE("EncryptedPackage", "x"), "加密的 Office 文件"},
		"Excel":            {"表.xlsx", makeOLE("EncryptedPackage", "x"), "加密的 Office 文件"},
		"PowerPoint":       {"片.pptx", makeOLE("EncryptedPackage", "x"), "加密的 Office 文件"},
		"no ending":        {"文", makeOLE("EncryptedPackage", "x"), "加密的 Office 文件"},
		"only information": {"文.docx", makeOLE("EncryptionInfo", "x"), "加密的 Office 文件"},
		"rights":           {"文.docx", makeOLE("\tDRMContent", "x"), "权限管理"},
		"old Excel":        {"表.xls", makeOLE("Workbook", pass), "加密的 Excel 表格"},
		"old PowerPoint":   {"片.ppt", makeOLE("EncryptedSummary", "x"), "加密的 PowerPoint"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(test.path, test.file)
			if refusalCode(err) != DocPassword || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v", err)
			}
		})
	}
	if _, err := Read("表.xls", makeOLE("Workbook", "\x09\x08\x04\x00\x00\x06\x05\x00")); refusalCode(err) != Unsupported {
		t.Errorf("an open workbook: %v", err)
	}
}
