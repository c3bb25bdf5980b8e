#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

Str picture_path(const Record *r, const Image *image, Arena *a)
{
	return STR_CONCAT(a, record_folder(r, a), image->file);
}

/* Pictures that could not be read have been reported, or are left out. */
bool picture_is_shown(const Press *press, const Image *image)
{
	return !press->skip.images && image->src && image->width;
}

Value view_pictures(const Press *press, const Record *r, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < r->images.count; i++) {
		const Image *image = &r->images.items[i];
		if (!picture_is_shown(press, image))
			continue;
		Value *s = frame_slots(&PICTURE_SHAPE, a);
		s[SLOT_PICTURE_URL] = value_text(address_of(press->site, picture_path(r, image, a), a));
		s[SLOT_PICTURE_ALT] = value_text(image->alt);
		s[SLOT_PICTURE_WIDTH] = value_text(words_number((size_t)image->width, a));
		s[SLOT_PICTURE_HEIGHT] = value_text(words_number((size_t)image->height, a));
		list_add(&list, value_frame(&PICTURE_SHAPE, s));
	}
	return list_value(&list);
}

Str picture_html(const Press *press, const Record *r, const Image *image, Str alt, Arena *a)
{
	Buf b = { .arena = a };
	if (press->skip.images) {
		buf_escaped(&b, alt);
		return buf_text(&b);
	}
	if (!picture_is_shown(press, image))
		return (Str){ 0 };
	buf_str(&b, STR("<img src=\""));
	buf_escaped(&b, address_of(press->site, picture_path(r, image, a), a));
	buf_str(&b, STR("\" alt=\""));
	buf_escaped(&b, alt);
	buf_format(&b, "\" width=\"%d\" height=\"%d\" loading=\"lazy\">", image->width, image->height);
	return buf_text(&b);
}

Str render_picture(Desk *desk, const Output *out)
{
	(void)desk;
	return out->of.image->src->bytes;
}
