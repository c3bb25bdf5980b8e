#include "render/view.h"

#include "render/vcard.h"
#include "render/words.h"
#include "site/say.h"
#include "site/written.h"

static bool is_pending(Str text)
{
	return str_equal(text, STR("確認中"));
}

bool phone_can_be_called(Str phone)
{
	if (!phone.len)
		return false;
	PhoneKind kind = phone_kind(phone);
	return kind != PHONE_SAMPLE && kind != PHONE_PENDING;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 0120 and 0570 cannot be called from abroad, so they have no international form. */
static bool is_national(Str phone)
{
	return str_starts(phone, STR("0120")) || str_starts(phone, STR("0570")) ||
	       str_starts(phone, STR("0800"));
}

Str phone_url(Str phone, Arena *a)
{
	Buf b = { .arena = a };
	if (!phone_can_be_called(phone))
		return (Str){ 0 };
	buf_str(&b, STR("tel:"));
	if (phone_kind(phone) != PHONE_SHORT && !is_national(phone) && str_take(&phone, STR("0")))
		buf_str(&b, STR("+81"));
	for (size_t i = 0; i < phone.len; i++) {
		if (is_digit(phone.ptr[i]))
			buf_char(&b, phone.ptr[i]);
		else if (phone.ptr[i] == '#')
			buf_str(&b, STR("%23"));
	}
	return buf_text(&b);
}

/* .example is the top domain that never exists: the address of a sample. */
static Str email_url(Str email, Arena *a)
{
	if (!email.len || is_pending(email) || str_ends(email, STR(".example")))
		return (Str){ 0 };
	return STR_CONCAT(a, STR("mailto:"), email);
}

static Value hours_lines(Hours hours, const Texts *closed, Arena *a)
{
	List lines = { .arena = a };
	for (size_t i = 0; i < hours.count; i++) {
		Buf b = { .arena = a };
		say_hours_line(&b, &hours.items[i]);
		list_add_text(&lines, buf_text(&b));
	}
	if (closed && closed->count)
		list_add_text(&lines,
		              STR_CONCAT(a, STR("休み："),
		                         str_join(a, closed->items, closed->count, STR("、"))));
	return list_value(&lines);
}

static void fill_numbers(Value *s, const Contact *c, Arena *a)
{
	s[SLOT_CONTACT_PHONE] = value_text(c->phone);
	s[SLOT_CONTACT_PHONE_URL] = value_text(phone_url(c->phone, a));
	s[SLOT_CONTACT_FAX] = value_text(c->fax);
	s[SLOT_CONTACT_EMAIL] = value_text(c->email);
	s[SLOT_CONTACT_EMAIL_URL] = value_text(email_url(c->email, a));
	s[SLOT_CONTACT_WEB_URL] = value_text(c->url);
	s[SLOT_CONTACT_AFTER] = value_text(c->after_hours);
	s[SLOT_CONTACT_NOTE] = value_text(c->note);
	s[SLOT_CONTACT_ASK] = value_text(c->ask);
	s[SLOT_CONTACT_SAMPLE] = value_bool((c->office && c->office->sample) ||
	                                    (c->phone.len && phone_kind(c->phone) == PHONE_SAMPLE));
}

static void fill_hours(Value *s, Hours hours, const Texts *closed, Arena *a)
{
	s[SLOT_CONTACT_HOURS] = hours_lines(hours, closed, a);
	s[SLOT_CONTACT_HAS_HOURS] = value_bool(s[SLOT_CONTACT_HOURS].count > 0);
}

Value view_contact(const Contact *contact, const Press *press, Arena *a)
{
	Value *s = frame_slots(&CONTACT_SHAPE, a);
	s[SLOT_CONTACT_NAME] = value_text(contact->name);
	if (contact->record)
		s[SLOT_CONTACT_NAME_URL] = value_text(ready_record(press, contact->record)->url);
	fill_numbers(s, contact, a);
	fill_hours(s, contact->hours, NULL, a);
	s[SLOT_CONTACT_PHONEBOOK_URL] = value_text(card_of_contact(press->site, contact, a));
	return value_frame(&CONTACT_SHAPE, s);
}

const Contact *window_contact(const Record *window)
{
	for (size_t i = 0; i < window->contacts.count; i++)
		if (phone_can_be_called(window->contacts.items[i].phone))
			return &window->contacts.items[i];
	const Contact *provider = &window->as.consultation.provider;
	if (window->contacts.count && !phone_can_be_called(provider->phone))
		return &window->contacts.items[0];
	return provider;
}

Value view_window(const Record *window, const Press *press, Arena *a)
{
	const Consultation *c = &window->as.consultation;
	const Contact *contact = window_contact(window);
	Value *s = frame_slots(&CONTACT_SHAPE, a);
	fill_numbers(s, contact, a);
	fill_hours(s, c->hours.count ? c->hours : contact->hours, &c->closed, a);
	s[SLOT_CONTACT_NAME] = value_text(window->name);
	s[SLOT_CONTACT_NAME_URL] = value_text(ready_record(press, window)->url);
	s[SLOT_CONTACT_CHANNELS] = value_text(words_of_terms(
		&press->site->vocabulary.lists[CHANNELS], c->channels, STR("・"), false, a));
	s[SLOT_CONTACT_WHERE] = value_text(words_place(&c->place, a));
	s[SLOT_CONTACT_PHONEBOOK_URL] = value_text(card_of_contact(press->site, contact, a));
	s[SLOT_CONTACT_SAMPLE] = value_bool(window->sample);
	return value_frame(&CONTACT_SHAPE, s);
}

Value view_hotline(const Hotline *hotline, Arena *a)
{
	Value *s = frame_slots(&CONTACT_SHAPE, a);
	s[SLOT_CONTACT_NAME] = value_text(hotline->name);
	s[SLOT_CONTACT_PHONE] = value_text(hotline->phone);
	s[SLOT_CONTACT_PHONE_URL] = value_text(phone_url(hotline->phone, a));
	s[SLOT_CONTACT_NOTE] = value_text(hotline->note);
	return value_frame(&CONTACT_SHAPE, s);
}
