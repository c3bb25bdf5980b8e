#include "render/vcard.h"

#include "format/ical.h"
#include "render/address.h"
#include "render/view.h"
#include "site/say.h"

bool office_has_card(const Office *office)
{
	return !office->sample && (phone_can_be_called(office->phone) || office->email.len);
}

Str office_card_path(const Office *office, Arena *a)
{
	return STR_CONCAT(a, STR("consult/"), office->id, STR(".vcf"));
}

Str card_of_contact(const Site *site, const Contact *c, Arena *a)
{
	bool same = c->office && office_has_card(c->office) && str_equal(c->phone, c->office->phone) &&
	            str_equal(c->email, c->office->email);
	return same ? address_of(site, office_card_path(c->office, a), a) : (Str){ 0 };
}

/* +81424641311; what has no such form (110, #8008) as it is dialled. */
static void tell_number(Buf *b, Str name, Str phone, Arena *a)
{
	Str url = phone_url(phone, a);
	if (str_take(&url, STR("tel:")))
		ical_text(b, name, str_contains(url, STR("%")) ? phone : url);
}

/* Takes 〒188-8666 off, and the names of prefecture and city, which have places of their own. */
static Str take_postal(Str *address, const Site *site)
{
	enum { POSTAL = sizeof("188-8666") - 1 };
	Str postal = { 0 };
	if (str_take(address, STR("〒")) && address->len >= POSTAL) {
		postal = str_sub(*address, 0, POSTAL);
		*address = str_trim(str_skip(*address, POSTAL));
	}
	str_take(address, site->info.prefecture);
	str_take(address, site->info.city);
	return postal;
}

static void tell_address(Buf *b, const Office *office, const Site *site)
{
	Str street = office->address, postal = take_postal(&street, site);
	const Str parts[] = { { 0 }, { 0 }, street, site->info.city, site->info.prefecture, postal, STR("日本") };
	if (street.len)
		ical_parts(b, STR("ADR;TYPE=WORK"), parts, sizeof(parts) / sizeof(*parts));
}

static void note_line(Buf *note, const char *label, Str text)
{
	if (!text.len)
		return;
	buf_str(note, note->len ? STR("\n") : (Str){ 0 });
	buf_str(note, str_from(label));
	buf_str(note, text);
}

/* When somebody answers, what to say, and where to look whether it is still so. */
static Str note_of(const Office *office, const Site *site, Arena *a)
{
	Buf note = { .arena = a }, hours = { .arena = a };
	say_hours(&hours, office->hours);
	note_line(&note, "受付：", buf_text(&hours));
	note_line(&note, "時間外：", str_equal(office->after_hours, STR("確認中")) ? (Str){ 0 } : office->after_hours);
	note_line(&note, "", office->ask);
	note_line(&note, "", office->note);
	note_line(&note, "番号や時間は変わることがあります。今の連絡先：",
	          full_address_of(site, STR("consult/index.html"), a));
	return buf_text(&note);
}

static void tell_names(Buf *b, const Office *office)
{
	static const Str nobody[] = { { 0 }, { 0 }, { 0 }, { 0 }, { 0 } };
	ical_parts(b, STR("N"), nobody, sizeof(nobody) / sizeof(*nobody));
	ical_text(b, STR("FN"), office->name);
	ical_text(b, STR("ORG"), office->name);
	if (office->name_kana.len)
		ical_text(b, STR("X-PHONETIC-ORG"), office->name_kana);
	ical_line(b, STR("X-ABShowAs"), STR("COMPANY"));
}

Str render_vcard(Desk *desk, const Output *out)
{
	const Site *site = desk->press->site;
	const Office *office = &site->offices.items[out->list];
	Arena *a = &desk->page;
	Buf b = { .arena = a };
	ical_line(&b, STR("BEGIN"), STR("VCARD"));
	ical_line(&b, STR("VERSION"), STR("3.0"));
	ical_line(&b, STR("PRODID"), STR("-//keijiban//NONSGML keijiban//JA"));
	ical_line(&b, STR("UID"), STR_CONCAT(a, office->id, STR("@"), host_name(site)));
	tell_names(&b, office);
	tell_number(&b, STR("TEL;TYPE=WORK,VOICE"), office->phone, a);
	tell_number(&b, STR("TEL;TYPE=WORK,FAX"), office->fax, a);
	if (office->email.len)
		ical_text(&b, STR("EMAIL;TYPE=INTERNET,WORK"), office->email);
	tell_address(&b, office, site);
	if (office->url.len)
		ical_line(&b, STR("URL"), office->url);
	ical_text(&b, STR("NOTE"), note_of(office, site, a));
	ical_line(&b, STR("END"), STR("VCARD"));
	return buf_text(&b);
}
