#include "site/written.h"

#include <string.h>

#include "base/utf8.h"
#include "site/written_inner.h"

#define EMAIL_HINT N_("write an address: fukushi@example.jp")
#define URL_HINT   N_("write the whole address: https://www.example.jp/page.html")

enum { EMAIL_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63, URL_MAX = 1000 };

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Before the @: letters, digits and the signs in use, no dot at an end or beside another. */
static bool local_is_sound(Str local)
{
	if (!local.len || local.len > LOCAL_MAX || local.ptr[0] == '.' || str_ends(local, STR(".")))
		return false;
	for (size_t i = 0; i < local.len; i++) {
		char c = local.ptr[i];
		if (c == '.' && local.ptr[i + 1] == '.')
			return false;
		if (!is_letter_or_digit(c) && !(c && strchr("._%+-/=!#$&'*?^{|}~`", c)))
			return false;
	}
	return true;
}

static bool label_is_sound(Str label)
{
	if (!label.len || label.len > LABEL_MAX || label.ptr[0] == '-' || str_ends(label, STR("-")))
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!is_letter_or_digit(label.ptr[i]) && label.ptr[i] != '-' &&
		    (unsigned char)label.ptr[i] < 0x80)
			return false;
	return true;
}

/* city.example.jp: at least two labels. */
static bool host_is_sound(Str host)
{
	size_t labels = 0;
	for (Str label; host.len; labels++) {
		bool ends_in_dot = str_ends(host, STR("."));
		label = str_cut(host, '.', &host);
		if (!label_is_sound(label) || (!host.len && ends_in_dot))
			return false;
	}
	return labels >= 2;
}

bool written_email(const Written *w, const Value *v, Str *email)
{
	Scan s;
	*email = (Str){ 0 };
	if (!scan_open(&s, w, v, EMAIL_HINT))
		return false;
	scan_take(&s, STR("mailto:"));
	Str host, local = str_cut(s.rest, '@', &host);
	if (!str_has_byte(s.rest, '@'))
		return scan_refuse(&s, s.text, "email-at", ARGS(scan_quote(v)), _("'{0}' has no @"),
		                   _(EMAIL_HINT));
	if (str_has_byte(host, '@') || s.rest.len > EMAIL_MAX || !local_is_sound(local) ||
	    !host_is_sound(host))
		return scan_refuse(&s, s.text, "email-form", ARGS(scan_quote(v)),
		                   _("'{0}' is not a mail address"),
		                   _("write one address alone: fukushi@example.jp"));
	*email = s.rest;
	return true;
}

/* What may not stand in a link: space, control, and what ends one in HTML or Markdown. */
static size_t first_odd(Str url)
{
	for (size_t i = 0; i < url.len; i++) {
		char c = url.ptr[i];
		bool wide_space = str_starts(str_skip(url, i), STR("\u3000"));
		if ((c >= 0 && c <= ' ') || c == 0x7f || strchr("\"<>\\^`{|}", c) || wide_space)
			return i;
	}
	return url.len;
}

/* Behind https://, up to the path: a host and perhaps a port, never a user's name. */
static bool authority_is_sound(Str rest)
{
	size_t end = rest.len;
	for (const char *stop = "/?#"; *stop; stop++) {
		size_t at = str_find_byte(rest, *stop);
		end = at < end ? at : end;
	}
	Str port, host = str_cut(str_sub(rest, 0, end), ':', &port);
	int number = 1;
	return host_is_sound(host) && (!port.len || (str_number(port, &number) && number <= 65535));
}

static bool refuse_scheme(const Scan *s, Str url)
{
	bool bare = !str_has_byte(url, ':') && first_odd(url) == url.len && authority_is_sound(url);
	if (bare)
		return scan_refuse(s, s->text, "url-scheme", ARGS(scan_quote(s->v), url),
		                   _("'{0}' does not begin with https:// or http://"),
		                   _("write https://{1}"));
	return scan_refuse(s, s->text, "url-scheme", ARGS(scan_quote(s->v)),
	                   _("'{0}' does not begin with https:// or http://"), _(URL_HINT));
}

bool written_url(const Written *w, const Value *v, Str *url)
{
	Scan s;
	*url = (Str){ 0 };
	if (!scan_open(&s, w, v, URL_HINT))
		return false;
	Str whole = str_trim(v->as.text), rest = whole;
	if (!str_take(&rest, STR("https://")) && !str_take(&rest, STR("http://")))
		return refuse_scheme(&s, whole);
	size_t odd = first_odd(whole);
	if (odd < whole.len) {
		Str sign = utf8_prefix(str_skip(whole, odd), 1);
		return scan_refuse(&s, s.text, "url-character", ARGS(scan_quote(v), sign),
		                   _("the address '{0}' holds '{1}', which cannot stand in one"),
		                   _("copy the address from the browser's bar"));
	}
	if (whole.len > URL_MAX)
		return scan_refuse(&s, s.text, "url-long", ARGS(scan_quote(v)),
		                   _("the address beginning '{0}' is too long"),
		                   _("write a shorter one, to the page itself"));
	if (!authority_is_sound(rest))
		return scan_refuse(&s, s.text, "url-host", ARGS(scan_quote(v)),
		                   _("'{0}' names no site"), _(URL_HINT));
	*url = whole;
	return true;
}
