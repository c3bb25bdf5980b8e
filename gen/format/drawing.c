#include "format/drawing.h"

#include <math.h>

#include "base/library.h"
#include "format/drawing_inner.h"
#include "format/pdf.h"
#include "format/png.h"

#define NAME(name) #name,

/* All names are found through the library that needs the others. */
static const char *const library_name = "libpangocairo-1.0.so.0", *const function_names[] = { DRAWING_FUNCTIONS(NAME) };

Drawing *drawing_open(DrawingFault *fault)
{
	DrawingCalls calls;
	*fault = DRAWING_NO_LIBRARY;
	/* Never closed: see drawing.h. */
	if (!library_open(library_name, function_names, &calls, sizeof(calls)))
		return NULL;
	Arena own = { 0 };
	Drawing *d = NEW(&own, Drawing);
	d->own = own;
	d->call = calls;
	*fault = drawing_open_fonts(d);
	if (!*fault)
		return d;
	drawing_close(d);
	return NULL;
}

static void drop_surface(Drawing *d)
{
	if (d->cairo)
		d->call.cairo_destroy(d->cairo);
	if (d->surface)
		d->call.cairo_surface_destroy(d->surface);
	d->cairo = NULL;
	d->surface = NULL;
	arena_free(&d->bytes_arena);
}

void drawing_close(Drawing *d)
{
	if (!d)
		return;
	drop_surface(d);
	drawing_forget(d);
	drawing_close_fonts(d);
	arena_free(&d->arena);
	Arena own = d->own;
	arena_free(&own);
}

/* Surfaces. */

static cairo_status_t write_bytes(void *context, const unsigned char *bytes, unsigned count)
{
	buf_str(context, (Str){ (const char *)bytes, count });
	return CAIRO_STATUS_SUCCESS;
}

static void begin(Drawing *d, cairo_surface_t *surface, bool picture)
{
	d->surface = surface;
	d->cairo = d->call.cairo_create(surface);
	d->picture = picture;
}

static void tell(Drawing *d, cairo_pdf_metadata_t what, Str text, Arena *scratch)
{
	if (text.len)
		d->call.cairo_pdf_surface_set_metadata(d->surface, what, str_terminated(text, scratch));
}

void drawing_pdf(Drawing *d, PaperSize paper, const DrawingAbout *about)
{
	Arena scratch = { 0 };
	drop_surface(d);
	d->bytes = (Buf){ .arena = &d->bytes_arena };
	begin(d, d->call.cairo_pdf_surface_create_for_stream(write_bytes, &d->bytes, paper.width, paper.height), false);
	tell(d, CAIRO_PDF_METADATA_TITLE, about->title, &scratch);
	tell(d, CAIRO_PDF_METADATA_AUTHOR, about->author, &scratch);
	tell(d, CAIRO_PDF_METADATA_SUBJECT, about->subject, &scratch);
	tell(d, CAIRO_PDF_METADATA_CREATOR, STR("keijiban"), &scratch);
	tell(d, CAIRO_PDF_METADATA_CREATE_DATE, about->date, &scratch);
	tell(d, CAIRO_PDF_METADATA_MOD_DATE, about->date, &scratch);
	arena_free(&scratch);
}

void drawing_next_page(Drawing *d)
{
	d->call.cairo_show_page(d->cairo);
}

void drawing_png(Drawing *d, int width, int height, Ink ground)
{
	drop_surface(d);
	d->bytes = (Buf){ .arena = &d->bytes_arena };
	begin(d, d->call.cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), true);
	drawing_fill(d, 0, 0, width, height, ground);
}

static Str picture_of(Drawing *d)
{
	const DrawingCalls *c = &d->call;
	c->cairo_surface_flush(d->surface);
	return png_render(c->cairo_image_surface_get_data(d->surface),
	                  (uint32_t)c->cairo_image_surface_get_width(d->surface),
	                  (uint32_t)c->cairo_image_surface_get_height(d->surface),
	                  (size_t)c->cairo_image_surface_get_stride(d->surface), &d->bytes_arena);
}

bool drawing_end(Drawing *d, Arena *a, Str *bytes)
{
	const DrawingCalls *c = &d->call;
	bool made = c->cairo_status(d->cairo) == CAIRO_STATUS_SUCCESS;
	c->cairo_destroy(d->cairo);
	d->cairo = NULL;
	Str picture = made && d->picture ? picture_of(d) : (Str){ 0 };
	c->cairo_surface_finish(d->surface);
	made &= c->cairo_surface_status(d->surface) == CAIRO_STATUS_SUCCESS;
	Str written = d->picture ? picture : buf_text(&d->bytes);
	if (made && !d->picture)
		written = pdf_packed(written, STR("ja"), &d->bytes_arena);
	*bytes = made ? str_copy(written, a) : (Str){ 0 };
	drop_surface(d);
	return made;
}

/* Words, lines, shapes. */

static void use_ink(const Drawing *d, Ink ink)
{
	d->call.cairo_set_source_rgb(d->cairo, (ink >> 16 & 255) / 255., (ink >> 8 & 255) / 255., (ink & 255) / 255.);
}

static void use_stroke(const Drawing *d, Stroke s)
{
	const double dashes[] = { s.dash };
	use_ink(d, s.ink);
	d->call.cairo_set_line_width(d->cairo, s.thickness);
	d->call.cairo_set_dash(d->cairo, dashes, s.dash > 0, 0);
}

/* Where aligned words begin in their box is pango's to say: their layout has its width. */
void drawing_words(Drawing *d, const SetWords *set, double x, double y, Ink ink)
{
	use_ink(d, ink);
	d->call.cairo_move_to(d->cairo, x, y);
	d->call.pango_cairo_show_layout(d->cairo, ((const Setting *)set)->layout);
}

void drawing_outline(Drawing *d, const SetWords *set, double x, double y, double thickness, Ink ink)
{
	use_stroke(d, (Stroke){ .thickness = thickness, .ink = ink });
	d->call.cairo_new_path(d->cairo);
	d->call.cairo_move_to(d->cairo, x, y);
	d->call.pango_cairo_layout_path(d->cairo, ((const Setting *)set)->layout);
	d->call.cairo_stroke(d->cairo);
}

void drawing_line(Drawing *d, DrawnPoint from, DrawnPoint to, Stroke stroke)
{
	use_stroke(d, stroke);
	d->call.cairo_move_to(d->cairo, from.x, from.y);
	d->call.cairo_line_to(d->cairo, to.x, to.y);
	d->call.cairo_stroke(d->cairo);
}

void drawing_box(Drawing *d, double x, double y, double width, double height, Stroke stroke)
{
	use_stroke(d, stroke);
	d->call.cairo_rectangle(d->cairo, x, y, width, height);
	d->call.cairo_stroke(d->cairo);
}

void drawing_fill(Drawing *d, double x, double y, double width, double height, Ink ink)
{
	use_ink(d, ink);
	d->call.cairo_rectangle(d->cairo, x, y, width, height);
	d->call.cairo_fill(d->cairo);
}

void drawing_shape(Drawing *d, const DrawnRing *rings, size_t count, Ink ink, Stroke border)
{
	const DrawingCalls *c = &d->call;
	c->cairo_new_path(d->cairo);
	for (size_t i = 0; i < count; i++) {
		for (size_t n = 0; n < rings[i].count; n++)
			(n ? c->cairo_line_to : c->cairo_move_to)(d->cairo, rings[i].points[n].x, rings[i].points[n].y);
		if (rings[i].count)
			c->cairo_close_path(d->cairo);
	}
	c->cairo_set_fill_rule(d->cairo, CAIRO_FILL_RULE_EVEN_ODD);
	if (ink != INK_NONE) {
		use_ink(d, ink);
		(border.thickness > 0 ? c->cairo_fill_preserve : c->cairo_fill)(d->cairo);
	}
	if (border.thickness > 0) {
		use_stroke(d, border);
		c->cairo_stroke(d->cairo);
	}
}

/* Whole eighths of a point: a PDF tells them in few digits, and a code has hundreds of numbers. */
#define QR_STEP .125

double drawing_qr_side(const Qr *qr, double least)
{
	return ceil(least / qr->side / QR_STEP) * QR_STEP * qr->side;
}

/* One path of strokes, a run of black squares each. */
void drawing_qr(Drawing *d, const Qr *qr, double x, double y, double side)
{
	const DrawingCalls *c = &d->call;
	const double square = side / qr->side, left = round(x), top = round(y);
	c->cairo_new_path(d->cairo);
	for (int row = 0; row < qr->side; row++) {
		const uint8_t *squares = qr->squares + row * qr->side;
		const double middle = top + (row + .5) * square;
		for (int from = 0, to; from < qr->side; from = to + 1) {
			for (to = from; to < qr->side && squares[to];)
				to++;
			if (to > from) {
				c->cairo_move_to(d->cairo, left + from * square, middle);
				c->cairo_line_to(d->cairo, left + to * square, middle);
			}
		}
	}
	use_stroke(d, (Stroke){ .thickness = square });
	c->cairo_stroke(d->cairo);
}

void drawing_turn(Drawing *d, double x, double y, double degrees)
{
	d->call.cairo_save(d->cairo);
	d->call.cairo_translate(d->cairo, x, y);
	d->call.cairo_rotate(d->cairo, degrees * M_PI / 180);
}

void drawing_turn_back(Drawing *d)
{
	d->call.cairo_restore(d->cairo);
}

void drawing_clip(Drawing *d, double x, double y, double width, double height)
{
	d->call.cairo_save(d->cairo);
	d->call.cairo_rectangle(d->cairo, x, y, width, height);
	d->call.cairo_clip(d->cairo);
}

/* Structure. */

void drawing_tag(Drawing *d, const char *tag)
{
	if (!d->picture)
		d->call.cairo_tag_begin(d->cairo, tag, NULL);
}

void drawing_tag_end(Drawing *d, const char *tag)
{
	if (!d->picture)
		d->call.cairo_tag_end(d->cairo, tag);
}

/* In cairo's attributes ' and \ are escaped by \. */
void drawing_link(Drawing *d, Str url)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	if (d->picture)
		return;
	buf_str(&b, STR("uri='"));
	for (size_t i = 0; i < url.len; i++) {
		if (url.ptr[i] == '\'' || url.ptr[i] == '\\')
			buf_char(&b, '\\');
		buf_char(&b, url.ptr[i]);
	}
	buf_str(&b, STR("'"));
	buf_char(&b, '\0');
	d->call.cairo_tag_begin(d->cairo, CAIRO_TAG_LINK, b.ptr);
	arena_free(&scratch);
}

void drawing_link_end(Drawing *d)
{
	drawing_tag_end(d, CAIRO_TAG_LINK);
}
