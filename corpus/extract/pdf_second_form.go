package extract

import (
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// filledIn gives what form fields of a page are filled in with and what was
// typed onto it, a piece for each character; pdfium's text of a page has
// neither. What a field inherits from the fields it is part of is not asked.
func (d *pdfiumDocument) filledIn(number int) (out []pdfPiece) {
	const most = 1000
	count, err := d.pdfium.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: d.page(number)})
	if err != nil {
		return nil
	}
	for i := range min(count.Count, most) {
		found, err := d.pdfium.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: d.page(number), Index: i})
		if err != nil {
			continue
		}
		out = append(out, d.annotation(found.Annotation)...)
		_, _ = d.pdfium.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: found.Annotation})
	}
	return out
}

// annotation is the text of one annotation, where it has any.
func (d *pdfiumDocument) annotation(a references.FPDF_ANNOTATION) []pdfPiece {
	kind, err := d.pdfium.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
	if err != nil {
		return nil
	}
	key := map[enums.FPDF_ANNOTATION_SUBTYPE]string{enums.FPDF_ANNOT_SUBTYPE_WIDGET: "V", enums.FPDF_ANNOT_SUBTYPE_FREETEXT: "Contents"}[kind.Subtype]
	const secret = 1 << 13
	ff, err := d.pdfium.FPDFAnnot_GetNumberValue(&requests.FPDFAnnot_GetNumberValue{Annotation: a, Key: "Ff"})
	if key == "" || err == nil && int(ff.Value)&secret != 0 {
		return nil
	}
	flags, err := d.pdfium.FPDFAnnot_GetFlags(&requests.FPDFAnnot_GetFlags{Annotation: a})
	if err == nil && flags.Flags&enums.FPDF_ANNOT_FLAG_HIDDEN != 0 {
		return nil
	}
	value, err := d.pdfium.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: key})
	if err != nil || strings.TrimSpace(value.Value) == "" {
		return nil
	}
	rect, err := d.pdfium.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a})
	if err != nil {
		return nil
	}
	r := rect.Rect
	return typedInto([]float64{float64(min(r.Left, r.Right)), float64(min(r.Top, r.Bottom)), float64(max(r.Left, r.Right)), float64(max(r.Top, r.Bottom))}, value.Value, 0)
}
