package packet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// ReadJSON reads what [WriteJSON] wrote. It is strict, because a packet is
// checked against the library in the belief that nothing of it was lost: names
// it does not know, values out of their lists, a second value after the first
// and texts over the limits are a *FormatError. Any other error is the
// reader's. A text that no longer has its hash is let through: [Recheck] tells.
func ReadJSON(r io.Reader) (Packet, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return Packet{}, fmt.Errorf("read a packet: %w", err)
	case len(raw) > MaxBytes:
		return Packet{}, wrong(0, "文件超过了%d MB的上限", MaxBytes>>20)
	case len(bytes.TrimSpace(raw)) == 0:
		return Packet{}, wrong(0, "文件是空的")
	case !utf8.Valid(raw):
		return Packet{}, wrong(0, "文件不是UTF-8编码")
	}
	var file struct {
		head
		Items []json.RawMessage `json:"items"`
	}
	if err := decode(0, raw, &file); err != nil {
		return Packet{}, err
	}
	if file.Format != formatName {
		return Packet{}, wrong(0, "不是本程序导出的备课材料（format 应为“%s”）", formatName)
	}
	if len(file.Items) > MaxItems {
		return Packet{}, wrong(0, "共有%d项，最多%d项", len(file.Items), MaxItems)
	}
	p := Packet{Title: file.Title, Library: file.Library}
	if file.Made != nil {
		p.Made = *file.Made
	}
	if p.Items, err = readItems(file.Items); err == nil {
		err = p.Check()
	}
	if err != nil {
		return Packet{}, err
	}
	return p, nil
}

func readItems(raw []json.RawMessage) ([]Item, error) {
	var out []Item
	for i, r := range raw {
		var item Item
		if err := decode(i+1, r, &item); err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

// decode reads one JSON value that must fill raw.
func decode(item int, raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return wrong(item, "JSON读不出来：%s", jsonReason(err))
	}
	if _, err := d.Token(); err != io.EOF {
		return wrong(item, "JSON之后还有多余的内容")
	}
	return nil
}

// jsonReason puts into words what is wrong with a JSON text.
func jsonReason(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return "内容不完整"
	case errors.As(err, &syntax):
		return fmt.Sprintf("第%d个字节处格式有误", syntax.Offset)
	case errors.As(err, &kind) && kind.Field == "":
		return "值的类型不对，应是一个对象"
	case errors.As(err, &kind):
		return fmt.Sprintf("%s 的值类型不对", shorten(kind.Field))
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return "不认识的字段 " + shorten(name)
	}
	// What is left are times, the only values that read themselves.
	return "时间（made）应写作 2026-11-30T08:00:00Z"
}

// shorten keeps what a packet says of itself from making the answer about it as long.
func shorten(said string) string {
	const most = 100
	if utf8.RuneCountInString(said) <= most {
		return said
	}
	return string([]rune(said)[:most]) + "…"
}
