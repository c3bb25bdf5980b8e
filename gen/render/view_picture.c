#include "render/address.h"
#include "render/view.h"
#include "render/words.h"

Str picture_path(const Record *r, size_t image, Arena *a)
{
	return STR_CONCAT(a, record_folder(r, a), r->images.items[image].file);
}

const Picture *picture_of(const Press *press, const Record *r, size_t image)
{
	const Picture *pictures = ready_record(press, r)->pictures;
	return pictures && pictures[image].width ? &pictures[image] : NULL;
}

Value view_pictures(const Press *press, const Record *r, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < r->images.count; i++) {
		const Picture *picture = picture_of(press, r, i);
		if (!picture)
			continue;
		Value *s = frame_slots(&PICTURE_SHAPE, a);
		s[SLOT_PICTURE_URL] = value_text(address_of(press->site, picture_path(r, i, a), a));
		s[SLOT_PICTURE_ALT] = value_text(r->images.items[i].alt);
		s[SLOT_PICTURE_WIDTH] = value_text(words_number((size_t)picture->width, a));
		s[SLOT_PICTURE_HEIGHT] = value_text(words_number((size_t)picture->height, a));
		list_add(&list, value_frame(&PICTURE_SHAPE, s));
	}
	return list_value(&list);
}

static Str img_element(const Press *press, const Record *r, size_t image, Str alt, Arena *a)
{
	const Picture *picture = picture_of(press, r, image);
	Buf b = { .arena = a };
	if (!picture) {
		buf_escaped(&b, alt);
		return buf_text(&b);
	}
	buf_str(&b, STR("<img src=\""));
	buf_escaped(&b, address_of(press->site, picture_path(r, image, a), a));
	buf_str(&b, STR("\" alt=\""));
	buf_escaped(&b, alt);
	buf_format(&b, "\" width=\"%d\" height=\"%d\" loading=\"lazy\">", picture->width,
	           picture->height);
	return buf_text(&b);
}

Str picture_html(const Press *press, const Record *r, Str file, Str alt, Arena *a)
{
	for (size_t i = 0; i < r->images.count; i++)
		if (str_equal(r->images.items[i].file, file))
			return img_element(press, r, i, alt, a);
	return (Str){ 0 };
}

Str render_picture(Desk *desk, const Output *out)
{
	return picture_clean(picture_of(desk->press, out->of.record, (size_t)out->list),
	                     &desk->page);
}
