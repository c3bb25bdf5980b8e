#include "format/markdown_link.h"

#include <string.h>
#include <strings.h>

typedef enum SchemeUse {
	SCHEME_NONE,                           /* a path */
	SCHEME_REFUSED,
	SCHEME_WEB,                            /* needs // and a host */
	SCHEME_CONTACT,                        /* needs something behind the colon */
	SCHEME_RECORD,
} SchemeUse;

static const struct {
	Str name;
	SchemeUse use;
} schemes[] = {
	{ STR_INIT("https"), SCHEME_WEB },      { STR_INIT("http"), SCHEME_WEB },
	{ STR_INIT("mailto"), SCHEME_CONTACT }, { STR_INIT("tel"), SCHEME_CONTACT },
	{ STR_INIT("record"), SCHEME_RECORD },
};

/* What stands before a colon is a scheme, unless a path, query or anchor began already. */
static Str scheme_of(Str target)
{
	for (size_t i = 0; i < target.len && !strchr("/?#", target.ptr[i]); i++)
		if (target.ptr[i] == ':')
			return str_sub(target, 0, i + 1);
	return (Str){ 0 };
}

static SchemeUse scheme_use(Str scheme)
{
	if (!scheme.len)
		return SCHEME_NONE;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (schemes[i].name.len == scheme.len - 1 &&
		    !strncasecmp(schemes[i].name.ptr, scheme.ptr, scheme.len - 1))
			return schemes[i].use;
	return SCHEME_REFUSED;
}

/* //host, and the spellings that browsers take for it. */
static bool names_a_host(Str target)
{
	return target.len > 1 && strchr("/\\", target.ptr[0]) && strchr("/\\", target.ptr[1]);
}

static bool refuse(MarkdownSource *s, Place place, Str target, Str named, const char *code,
                   const char *message, const char *hint)
{
	markdown_error(s, place, target, code,
	               ARGS(named), message, hint);
	return false;
}

static bool is_unfinished(SchemeUse use, Str rest)
{
	if (use == SCHEME_WEB)
		return !str_take(&rest, STR("//")) || !rest.len || rest.ptr[0] == '/';
	return !str_trim(rest).len;
}

static bool leads_nowhere(MarkdownSource *s, const MarkdownRules *rules, Place place, Str target)
{
	Str near = rules->link_nearest ? rules->link_nearest(rules->context, target) : (Str){ 0 };
	if (near.len && str_equal(near, target))
		return refuse(s, place, target, target, "link-early", _("'{0}' is not published yet"),
		              _("link to it from the day on which it is: see its publish_from (掲載開始)"));
	markdown_error(s, place, target, "link-unknown",
	               ARGS(target, near), _("the link '{0}' leads nowhere"),
	               near.len ? _("did you mean '{1}'?")
	                        : _("write [words](record:id) or a whole address, https://…"));
	return false;
}

static bool own_address(MarkdownSource *s, const MarkdownRules *rules, Place place, Str target,
                        SchemeUse use, Str *address)
{
	if (rules->link_url)
		*address = rules->link_url(rules->context, target);
	else if (use == SCHEME_NONE)
		*address = target;
	return address->len || leads_nowhere(s, rules, place, target);
}

bool markdown_link_address(MarkdownSource *s, const MarkdownRules *rules, Place place, Str target,
                           Str *address)
{
	Str scheme = scheme_of(target);
	SchemeUse use = scheme_use(scheme);
	*address = (Str){ 0 };
	if (!target.len)
		return refuse(s, place, target, target, "link-address", _("this link has no address"),
		              _("write [words](record:id) or a whole address, https://…"));
	if (names_a_host(target))
		return refuse(s, place, target, target, "link-host", _("the address '{0}' begins with //"),
		              _("write https: before it"));
	if (use == SCHEME_REFUSED)
		return refuse(s, place, target, scheme, "link-scheme", _("a link cannot begin with '{0}'"),
		              _("links begin with https:, http:, mailto:, tel: or record:"));
	if (use == SCHEME_NONE || use == SCHEME_RECORD)
		return own_address(s, rules, place, target, use, address);
	if (is_unfinished(use, str_skip(target, scheme.len)))
		return refuse(s, place, target, target, "link-address", _("the address '{0}' is not complete"),
		              _("write all of it, as in https://www.example.jp/ or tel:042-464-1311"));
	*address = target;
	return true;
}

bool markdown_image(MarkdownSource *s, const MarkdownRules *rules, Place place, Str target, Str alt,
                    Str *html)
{
	*html = (Str){ 0 };
	if (!str_trim(alt).len)
		return refuse(s, place, target, target, "image-alt", _("the picture '{0}' has no description"),
		              _("say in the square brackets what it shows: ![tables in a garden]({0})"));
	if (names_a_host(target) || scheme_of(target).len)
		return refuse(s, place, target, target, "image-elsewhere",
		              _("the picture '{0}' is not kept here"),
		              _("put the file beside the record and write its name alone"));
	if (rules->image_html)
		*html = rules->image_html(rules->context, target, alt);
	return html->len || refuse(s, place, target, target, "image-unknown",
	                           _("there is no picture '{0}' beside this record"),
	                           _("put a JPEG or PNG file of that name into the record's folder"));
}
