#include <string.h>

#include "format/mustache_inner.h"

/* The tokenizer of HTML, as far as it decides where a value may stand. */
typedef enum Place {
	PLACE_TEXT,
	PLACE_RAW,                             /* script, style …: the parser sees no tags */
	PLACE_PLAIN,                           /* title, textarea: text, no tags */
	PLACE_COMMENT,
	PLACE_DECLARATION,                     /* <!doctype, <?xml */
	PLACE_DECLARATION_OPEN,                /* <! and at most one dash */
	PLACE_TAG_OPEN,                        /* < */
	PLACE_END_OPEN,                        /* </ */
	PLACE_TAG_NAME,
	PLACE_TAG,                             /* before an attribute */
	PLACE_ATTRIBUTE,                       /* in its name */
	PLACE_AFTER_NAME,
	PLACE_BEFORE_VALUE,
	PLACE_DOUBLE, PLACE_SINGLE, PLACE_BARE,
} Place;

/* A name that two ways through the template give differently. */
#define UNCERTAIN "?"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static void name_add(char *name, size_t room, char c)
{
	size_t len = strlen(name);
	if (len + 1 < room)
		name[len] = lower(c);
}

static void name_clear(char *name, size_t room)
{
	memset(name, 0, room);
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static void go(Html *h, Place place)
{
	h->place = (uint8_t)place;
	h->matched = 0;
}

static void tag_begin(Html *h, char c)
{
	name_clear(h->element, sizeof(h->element));
	name_add(h->element, sizeof(h->element), c);
	go(h, PLACE_TAG_NAME);
}

static void attribute_begin(Html *h, char c)
{
	name_clear(h->attribute, sizeof(h->attribute));
	name_add(h->attribute, sizeof(h->attribute), c);
	go(h, PLACE_ATTRIBUTE);
}

static void attribute_end(Html *h)
{
	name_clear(h->attribute, sizeof(h->attribute));
	go(h, PLACE_TAG);
}

static void tag_end(Html *h)
{
	static const char *const raw[] = {
		"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext", NULL };
	static const char *const plain[] = { "title", "textarea", NULL };
	attribute_end(h);
	Place place = h->closing ? PLACE_TEXT
	            : is_one_of(h->element, raw) ? PLACE_RAW
	            : is_one_of(h->element, plain) ? PLACE_PLAIN : PLACE_TEXT;
	if (place == PLACE_TEXT)
		name_clear(h->element, sizeof(h->element));
	h->closing = false;
	go(h, place);
}

/* What ends a tag from anywhere between its attributes; true when `c` did. */
static bool tag_goes_on(Html *h, char c)
{
	if (c == '>')
		tag_end(h);
	else if (c == '/')
		attribute_end(h);
	else
		return true;
	return false;
}

static void step_tag_open(Html *h, char c)
{
	if (is_letter(c))
		tag_begin(h, c);
	else
		go(h, c == '/' ? PLACE_END_OPEN : c == '!' ? PLACE_DECLARATION_OPEN
		    : c == '?' ? PLACE_DECLARATION : c == '<' ? PLACE_TAG_OPEN : PLACE_TEXT);
}

static void step_end_open(Html *h, char c)
{
	if (is_letter(c)) {
		h->closing = true;
		tag_begin(h, c);
	} else {
		go(h, c == '>' ? PLACE_TEXT : PLACE_DECLARATION);
	}
}

static void step_declaration_open(Html *h, char c)
{
	if (c == '-' && ++h->matched < 2)
		return;
	bool comment = c == '-';
	go(h, comment ? PLACE_COMMENT : c == '>' ? PLACE_TEXT : PLACE_DECLARATION);
	h->matched = comment ? 2 : 0;          /* <!--> is a whole comment */
}

/* --> and --!> end it. */
static void step_comment(Html *h, char c)
{
	if (c == '>' && h->matched >= 2)
		go(h, PLACE_TEXT);
	else if (c == '-')
		h->matched = h->matched < 2 ? (uint8_t)(h->matched + 1) : h->matched == 2 ? 2 : 1;
	else
		h->matched = c == '!' && h->matched == 2 ? 3 : 0;
}

/* Inside script, title …: only </script and a space, slash or > end it. */
static void step_raw(Html *h, char c)
{
	size_t name = strlen(h->element);
	if (h->matched == name + 2 && (is_space(c) || c == '/' || c == '>')) {
		h->closing = true;
		go(h, PLACE_TAG);
		tag_goes_on(h, c);
	} else if (h->matched >= 2 && h->matched < name + 2 && lower(c) == h->element[h->matched - 2]) {
		h->matched++;
	} else if (h->matched == 1 && c == '/') {
		h->matched = 2;
	} else {
		h->matched = c == '<';
	}
}

static void step_tag_name(Html *h, char c)
{
	if (is_space(c))
		go(h, PLACE_TAG);
	else if (tag_goes_on(h, c))
		name_add(h->element, sizeof(h->element), c);
}

static void step_attribute(Html *h, char c)
{
	if (is_space(c))
		go(h, PLACE_AFTER_NAME);
	else if (c == '=')
		go(h, PLACE_BEFORE_VALUE);
	else if (tag_goes_on(h, c))
		name_add(h->attribute, sizeof(h->attribute), c);
}

static void step_after_name(Html *h, char c)
{
	if (c == '=')
		go(h, PLACE_BEFORE_VALUE);
	else if (!is_space(c) && tag_goes_on(h, c))
		attribute_begin(h, c);
}

static void step_before_value(Html *h, char c)
{
	if (c == '>')
		tag_end(h);
	else if (!is_space(c))
		go(h, c == '"' ? PLACE_DOUBLE : c == '\'' ? PLACE_SINGLE : PLACE_BARE);
}

static void step(Html *h, char c)
{
	switch ((Place)h->place) {
	case PLACE_TEXT:
		if (c == '<')
			go(h, PLACE_TAG_OPEN);
		break;
	case PLACE_RAW:
	case PLACE_PLAIN:            step_raw(h, c); break;
	case PLACE_COMMENT:          step_comment(h, c); break;
	case PLACE_DECLARATION:
		if (c == '>')
			go(h, PLACE_TEXT);
		break;
	case PLACE_DECLARATION_OPEN: step_declaration_open(h, c); break;
	case PLACE_TAG_OPEN:         step_tag_open(h, c); break;
	case PLACE_END_OPEN:         step_end_open(h, c); break;
	case PLACE_TAG_NAME:         step_tag_name(h, c); break;
	case PLACE_TAG:
		if (!is_space(c) && tag_goes_on(h, c))
			attribute_begin(h, c);
		break;
	case PLACE_ATTRIBUTE:        step_attribute(h, c); break;
	case PLACE_AFTER_NAME:       step_after_name(h, c); break;
	case PLACE_BEFORE_VALUE:     step_before_value(h, c); break;
	case PLACE_DOUBLE:
		if (c == '"')
			attribute_end(h);
		break;
	case PLACE_SINGLE:
		if (c == '\'')
			attribute_end(h);
		break;
	case PLACE_BARE:
		if (is_space(c))
			attribute_end(h);
		else if (c == '>')
			tag_end(h);
		break;
	}
}

void html_step(Html *h, Str text)
{
	for (size_t i = 0; i < text.len; i++)
		step(h, text.ptr[i]);
}

bool html_same(const Html *a, const Html *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static bool is_between_attributes(const Html *h)
{
	return h->place == PLACE_TAG || h->place == PLACE_ATTRIBUTE || h->place == PLACE_AFTER_NAME;
}

bool html_join(Html *h, const Html *other)
{
	if (html_same(h, other))
		return true;
	if (!is_between_attributes(h) || !is_between_attributes(other) || h->closing != other->closing ||
	    strcmp(h->element, other->element) != 0)
		return false;
	attribute_begin(h, UNCERTAIN[0]);
	return true;
}

bool html_is_text(const Html *h)
{
	return h->place == PLACE_TEXT;
}

static const HtmlRefusal in_script = {
	"html-script", N_("a value inside <{1}> cannot be made safe"),
	N_("write the value into the page and let a script file read it there") };
static const HtmlRefusal in_style = {
	"html-style", N_("a value inside <style> cannot be made safe"),
	N_("choose among classes instead, as in class=\"{{kind}}\"") };
static const HtmlRefusal in_comment = {
	"html-comment", N_("a value inside an HTML comment is not allowed"),
	N_("use a Mustache comment {{! … }} or delete the tag") };
static const HtmlRefusal in_tag = {
	"html-tag", N_("a value cannot stand in the name of a tag or attribute"),
	N_("put it between the quotes of an attribute or into the text") };
static const HtmlRefusal in_bare = {
	"html-unquoted", N_("this attribute has no quotes around its value"),
	N_("write {1}=\"…\" with quotes") };
static const HtmlRefusal in_event = {
	"html-event", N_("a value cannot stand in the script of '{1}'"),
	N_("use a data-… attribute and a script file") };
static const HtmlRefusal in_style_attribute = {
	"html-style-attribute", N_("a value cannot stand in a style attribute"),
	N_("choose among classes instead, as in class=\"{{kind}}\"") };
static const HtmlRefusal in_srcdoc = {
	"html-attribute", N_("a value cannot stand in the attribute '{1}'"),
	N_("use another attribute, or write the attribute's whole name in front of the section") };
static const HtmlRefusal in_address = {
	"html-url", N_("'{0}' is not made to be an address, but '{1}' wants one"),
	N_("use a slot whose name ends in url or href") };
static const HtmlRefusal raw_outside_text = {
	"html-raw", N_("ready-made HTML belongs into the text of the page only"),
	N_("put {{{{0}}}} between tags, not inside one") };

static const HtmlRefusal *attribute_refuses(const Html *h, Str slot)
{
	static const char *const addresses[] = {
		"href", "src", "action", "formaction", "poster", "cite", "data", "background", "xlink:href",
		"srcset", "ping", "manifest", "longdesc", "usemap", "codebase", "imagesrcset", NULL };
	if (h->attribute[0] == 'o' && h->attribute[1] == 'n')
		return &in_event;
	if (strcmp(h->attribute, "style") == 0)
		return &in_style_attribute;
	if (strcmp(h->attribute, "srcdoc") == 0 || h->attribute[0] == UNCERTAIN[0])
		return &in_srcdoc;
	if (is_one_of(h->attribute, addresses) && !str_ends(slot, STR("url")) && !str_ends(slot, STR("href")))
		return &in_address;
	return NULL;
}

const HtmlRefusal *html_refuses(const Html *h, Str slot, bool raw)
{
	switch ((Place)h->place) {
	case PLACE_TEXT:
		return NULL;
	case PLACE_RAW:
		return strcmp(h->element, "style") == 0 ? &in_style : &in_script;
	case PLACE_PLAIN:
		return raw || h->matched ? &raw_outside_text : NULL;
	case PLACE_COMMENT:
		return &in_comment;
	case PLACE_DECLARATION:
	case PLACE_DECLARATION_OPEN:
	case PLACE_TAG_OPEN:
	case PLACE_END_OPEN:
	case PLACE_TAG_NAME:
	case PLACE_TAG:
	case PLACE_ATTRIBUTE:
	case PLACE_AFTER_NAME:
		return &in_tag;
	case PLACE_BEFORE_VALUE:
	case PLACE_BARE:
		return &in_bare;
	case PLACE_DOUBLE:
	case PLACE_SINGLE:
		return raw ? &raw_outside_text : attribute_refuses(h, slot);
	}
	return NULL;
}
