#include "cmd/hook_script.h"

#include "base/buf.h"

#define SHELL  "#!/bin/sh\n"
#define MARKER "# Written by 'keijiban hook install', which replaces it when it runs again.\n"

Str hook_name(HookKind kind)
{
	static const Str names[] = {
		[HOOK_CHECKS] = STR_INIT("pre-receive"),
		[HOOK_PUBLISHES] = STR_INIT("post-receive"),
	};
	return names[kind];
}

bool hook_is_ours(Str script)
{
	return str_starts(script, STR(SHELL MARKER));
}

/* Between single quotes everything is itself but the single quote. */
static void quote(Buf *b, Str word)
{
	buf_char(b, '\'');
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '\'')
			buf_str(b, STR("'\\''"));
		else
			buf_char(b, word.ptr[i]);
	}
	buf_char(b, '\'');
}

Str shell_quoted(Str word, Arena *a)
{
	Buf b = { .arena = a };
	quote(&b, word);
	return buf_text(&b);
}

static void option(Buf *b, Str name, Str value)
{
	if (!value.len)
		return;
	buf_char(b, ' ');
	buf_str(b, name);
	buf_char(b, ' ');
	quote(b, value);
}

Str hook_call(HookKind kind, const HookWords *w, Arena *a)
{
	Buf b = { .arena = a };
	quote(&b, w->program);
	buf_str(&b, STR(" hook "));
	buf_str(&b, hook_name(kind));
	buf_str(&b, STR(" ."));
	option(&b, STR("--rev"), w->branch);
	option(&b, STR("--content"), w->content);
	option(&b, STR("--layouts"), w->layouts);
	if (kind == HOOK_PUBLISHES)
		option(&b, STR("--out"), w->out);
	if (kind == HOOK_PUBLISHES && w->allow_gap)
		buf_str(&b, STR(" --allow-gap"));
	option(&b, STR("--lang"), w->lang);
	return buf_text(&b);
}

Str hook_script(HookKind kind, const HookWords *w, Arena *a)
{
	return STR_CONCAT(a, STR(SHELL MARKER "exec "), hook_call(kind, w, a), STR("\n"));
}
