#include "cmd/hook.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/build.h"
#include "cmd/commands.h"
#include "cmd/counted.h"
#include "cmd/hook_script.h"
#include "cmd/pushed.h"
#include "cmd/report.h"
#include "cmd/walk_render.h"

Str hook_branch(const Options *o)
{
	return o->revision.len ? o->revision : STR("main");
}

/* What is pushed, from git. */

/* Whether the branch is among it; *pushed lives in the arena. */
static bool branch_is_pushed(Str branch, Pushed *pushed, Arena *a)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	bool found = false;
	Str ref = branch_ref(branch, a);
	while ((len = getline(&line, &room, stdin)) > 0) {
		Pushed p;
		if (pushed_parse((Str){ line, (size_t)len }, &p) && str_equal(p.ref, ref)) {
			*pushed = p;
			pushed->revision = str_copy(p.revision, a);
			found = true;
		}
	}
	free(line);
	return found;
}

static Options for_revision(const Options *o, Str revision)
{
	Options of = *o;
	of.git = o->words[1];
	of.revision = revision;
	of.wait = true;
	return of;
}

static int refuse_deletion(Str branch)
{
	fprintf(stderr, _("refused: the site is made from '%.*s', which cannot be deleted\n"), STR_ARG(branch));
	return STATUS_CONTENT;
}

/* Who pushes wants to know why it was refused; old warnings of others would hide that. */
static void leave_errors(Diag *d)
{
	size_t kept = 0;
	for (size_t i = 0; i < d->count; i++)
		if (problem_is_error(&d->problems[i]))
			d->problems[kept++] = d->problems[i];
	d->count = kept;
}

/* In quarantine: nothing of the push is in the repository until this has ended well. */
static int check_pushed(const Options *o, Str branch)
{
	Diag d = { 0 };
	Walk w;
	if (walk_open(&w, o, &d) && walk_load(&w, &d))
		walk_render(&w, NULL, NULL, &d);
	walk_drop(&w);
	leave_errors(&d);
	report_print(&d, FORMAT_TEXT, stderr);
	if (d.world)
		fprintf(stderr, _("refused: '%.*s' could not be checked; the site stays as it was\n"), STR_ARG(branch));
	else if (d.errors)
		fprintf(stderr,
		        _("refused: %s in '%.*s'; the site stays as it was. Mend them and push again\n"),
		        counted_errors(d.errors).text, STR_ARG(branch));
	else if (d.warnings)
		fprintf(stderr, _("%s, which 'keijiban check' shows\n"), counted_warnings(d.warnings).text);
	int status = report_status(&d, false);
	diag_free(&d);
	return status;
}

static int hook_pre_receive(const Options *o)
{
	Arena a = { 0 };
	Str branch = hook_branch(o);
	Pushed pushed;
	int status = STATUS_DONE;
	if (branch_is_pushed(branch, &pushed, &a)) {
		Options of = for_revision(o, pushed.revision);
		status = pushed.deletes ? refuse_deletion(branch) : check_pushed(&of, branch);
	}
	arena_free(&a);
	return status;
}

static int publish_newest(const Options *o, Str branch, Arena *a)
{
	Diag d = { 0 };
	Built b = build_site(o, &d);
	if (b.done)
		fprintf(stderr, _("published: '%.*s' as of %.7s (%s written, %zu removed)\n"), STR_ARG(branch),
		        commit_hex(&b.commit, a).ptr, counted_files(b.count.written).text, b.count.removed);
	else if (b.busy)
		fprintf(stderr, _("another push is waiting to publish, and will publish this one too\n"));
	else {
		leave_errors(&d);
		report_print(&d, FORMAT_TEXT, stderr);
		fprintf(stderr, _("'%.*s' is taken over but could not be published; the site stays as it was\n"),
		        STR_ARG(branch));
	}
	int status = b.done || b.busy ? STATUS_DONE : report_status(&d, false);
	diag_free(&d);
	return status;
}

/* The push is taken over by now: that its sender breaks off changes nothing. */
static void outlive_the_push(void)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGPIPE };
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		signal(signals[i], SIG_IGN);
}

/* Not what this push brought is built but what the branch holds now: by then there may be more. */
static int hook_post_receive(const Options *o)
{
	Arena a = { 0 };
	Str branch = hook_branch(o);
	Pushed pushed;
	int status = STATUS_DONE;
	if (branch_is_pushed(branch, &pushed, &a) && !pushed.deletes) {
		Options of = for_revision(o, branch_ref(branch, &a));
		outlive_the_push();
		status = publish_newest(&of, branch, &a);
	}
	arena_free(&a);
	return status;
}

int cmd_hook(const Options *o)
{
	static const struct {
		Str word;
		int (*run)(const Options *o);
	} verbs[] = {
		{ STR_INIT("install"), hook_install },
		{ STR_INIT("pre-receive"), hook_pre_receive },
		{ STR_INIT("post-receive"), hook_post_receive },
	};
	for (size_t i = 0; o->word_count == 2 && i < sizeof(verbs) / sizeof(*verbs); i++)
		if (str_equal(o->words[0], verbs[i].word))
			return verbs[i].run(o);
	fputs(_("keijiban hook: type 'keijiban hook install REPO --out DIR'\n"), stderr);
	return STATUS_USAGE;
}
