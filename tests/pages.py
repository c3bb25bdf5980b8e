#!/usr/bin/python3
"""The workflows for Pages, as a runner would take them: their own lines, in a clone of a city's repository.

    tests/pages.py PROGRAM

The steps of setup/pages/*.yml are read out of the YAML and run by the shell, one after another, until one fails. Only what
a machine of ours has no need of is set aside: apt-get and make are programs that say what they were asked for, and make
puts the program of this build where the real one would. The last line is `N passed, N failed`.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml
from trial import ensure, tell, test

program = os.path.realpath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
work = tempfile.mkdtemp(prefix='keijiban-pages.', dir=os.environ.get('TMPDIR') or ('/dev/shm' if os.access('/dev/shm', os.W_OK) else None))
ASKED = f'{work}/asked'
STANDINS = {
    'apt-get': f'#!/bin/sh\necho apt-get "$@" >>{ASKED}\n',
    'make': f'#!/bin/sh\necho make "$@" >>{ASKED}\nmkdir -p build\nln -sf {program} build/keijiban\n',
}
SLIP = '---\nname: 見本\n'


def git(*words, cwd):
    said = subprocess.run(['git', '-c', 'user.name=n', '-c', 'user.email=n@example.jp', *words], cwd=cwd,
                          capture_output=True, text=True, timeout=60)
    ensure(said.returncode == 0, f'git {words}: {said.stderr}')


def city(name):
    """The repository of a small city, and what a runner checks out of it."""
    bare = f'{work}/{name}.git'
    shutil.copytree(f'{root}/tests/cases/_base/content', f'{bare}/content')
    shutil.copytree(f'{root}/layouts', f'{bare}/layouts')
    with open(f'{bare}/.gitignore', 'w', encoding='utf-8') as file:
        file.write('/build/\n')
    git('init', '-q', '-b', 'main', cwd=bare)
    git('add', '-A', cwd=bare)
    git('commit', '-q', '-m', 'test', cwd=bare)
    git('clone', '-q', bare, f'{work}/{name}', cwd=work)
    return f'{work}/{name}'


def read(name):
    with open(f'{root}/setup/pages/{name}', encoding='utf-8') as file:
        return yaml.safe_load(file)


def run(lines, cwd, **more):
    """As runners do: a shell for each step, and no step behind one that failed."""
    open(ASKED, 'w').close()
    environment = {**os.environ, 'PATH': f'{work}/bin:{os.environ["PATH"]}', 'HOME': f'{work}/home', 'LANG': 'C.UTF-8', **more}
    said = ''
    for line in lines:
        done = subprocess.run(['sh', '-e', '-c', line], cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)
        said += f'$ {line}\n{done.stdout}{done.stderr}'
        if done.returncode:
            return line, said
    return None, said


def asked():
    with open(ASKED, encoding='utf-8') as file:
        return file.read().splitlines()


def ensure_prepared():
    """Nothing is asked for but the means to compile; make itself brings the rest."""
    ensure(asked()[:1] == ['apt-get update'] and asked()[-1] == 'make', asked())
    brought = asked()[1].split()
    ensure(brought[:3] == ['apt-get', 'install', '-y'] and {'make', 'git', 'ca-certificates'} <= set(brought), brought)


def ensure_whole(out, packed):
    for path in ('index.html', '404.html', 'sitemap.xml', 'assets', 'seibu/shibakubo/index.html'):
        ensure(os.path.exists(f'{out}/{path}'), f'{path} is missing')
    ensure(os.path.exists(f'{out}/index.html.gz') == packed, 'index.html.gz')
    with open(f'{out}/seibu/shibakubo/places/hiroba/index.html', encoding='utf-8') as file:
        ensure('更新' in file.read(), 'nothing is said of the history')


def github_steps():
    job = read('github.yml')['jobs']['publish']
    checkout = [step for step in job['steps'] if step.get('uses', '').startswith('actions/checkout@')]
    ensure(len(checkout) == 1 and checkout[0]['with']['fetch-depth'] == 0, 'the whole history is not fetched')
    return [step['run'] for step in job['steps'] if 'run' in step], job


def github_publishes():
    lines, job = github_steps()
    at = city('github')
    failed, said = run(lines, at, GITHUB_WORKSPACE=at)
    ensure(failed is None, said)
    ensure_prepared()
    upload = [step for step in job['steps'] if step.get('uses', '').startswith('actions/upload-pages-artifact@')]
    ensure_whole(os.path.join(at, upload[0]['with']['path']), packed=False)


def github_tells_on_the_line():
    lines, _ = github_steps()
    at = city('github-slip')
    with open(f'{at}/content/seibu/shibakubo/places/slip.md', 'w', encoding='utf-8') as file:
        file.write(SLIP)
    failed, said = run(lines, at, GITHUB_WORKSPACE=at)
    ensure(failed and ' check ' in f'{failed} ', said)
    ensure(re.search(r'^::error file=content/seibu/shibakubo/places/slip\.md,line=\d+', said, re.M), said)
    ensure(not os.path.exists(f'{at}/out'), 'a site was built')


def github_may_deploy():
    flow = read('github.yml')
    ensure(flow['permissions'] == {'contents': 'read', 'pages': 'write', 'id-token': 'write'}, flow['permissions'])
    # YAML 1.1 reads the key `on` as true; GitHub does not.
    when = flow.get('on', flow.get(True))
    ensure(set(when) == {'push', 'schedule', 'workflow_dispatch'}, when)
    minute, hour = when['schedule'][0]['cron'].split()[:2]
    ensure((int(hour) + 9) % 24 == 0 and 0 < int(minute) < 60, 'the new day in Tokyo has not begun')
    deploy = [step for step in flow['jobs']['publish']['steps'] if step.get('uses', '').startswith('actions/deploy-pages@')]
    ensure(f"steps.{deploy[0]['id']}.outputs.page_url" in flow['jobs']['publish']['environment']['url'], 'the address is of another step')


def gitlab_publishes():
    job = read('gitlab.yml')['pages']
    ensure(job['variables']['GIT_DEPTH'] == 0, 'the whole history is not fetched')
    at = city('gitlab')
    failed, said = run(job['script'], at, CI_PROJECT_DIR=at)
    ensure(failed is None, said)
    ensure_prepared()
    ensure(job['artifacts']['paths'] == ['public'], 'GitLab publishes the folder public')
    ensure_whole(f'{at}/public', packed=True)


def gitlab_stops_at_an_error():
    at = city('gitlab-slip')
    with open(f'{at}/content/seibu/shibakubo/places/slip.md', 'w', encoding='utf-8') as file:
        file.write(SLIP)
    failed, said = run(read('gitlab.yml')['pages']['script'], at, CI_PROJECT_DIR=at)
    ensure(failed and ' check' in failed and 'slip.md' in said and not os.path.exists(f'{at}/public'), said)


os.makedirs(f'{work}/bin')
os.makedirs(f'{work}/home')
for name, text in STANDINS.items():
    with open(f'{work}/bin/{name}', 'w', encoding='utf-8') as standin:
        standin.write(text)
    os.chmod(f'{work}/bin/{name}', 0o755)
try:
    test('the workflow for GitHub publishes what was pushed', github_publishes)
    test('and tells what is wrong on its line, and publishes nothing', github_tells_on_the_line)
    test('it may deploy, at the right time', github_may_deploy)
    test('the job for GitLab publishes what was pushed', gitlab_publishes)
    test('and stops at what is wrong', gitlab_stops_at_an_error)
finally:
    shutil.rmtree(work)
tell()
