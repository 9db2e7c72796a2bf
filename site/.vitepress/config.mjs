// The site is made of the Markdown pages of the repository as they are. Only links are translated.
import fs from 'node:fs'
import path from 'node:path'

const project = path.resolve(import.meta.dirname, '../..')
const root = path.resolve(import.meta.dirname, '../target/pages')
const out = path.resolve(import.meta.dirname, '../target/site')

// The tool wants its libraries in a folder above the pages, so the pages are copied below this folder.
const names = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE', 'Dockerfile.example']
fs.rmSync(root, { recursive: true, force: true })
for (const name of [...names, 'docs', 'examples', 'agent-it/README.md']) {
  fs.cpSync(path.resolve(project, name), path.resolve(root, name), {
    recursive: true,
    filter: (file) => !/\/(target|node_modules)(\/|$)/.test(file.slice(project.length))
  })
}

const page = (text, link) => ({ text, link })
const section = (text, items) => ({ text, collapsed: true, items })

const sidebar = [
  section('Start', [
    page('Overview', '/'),
    page('All documents', '/docs/'),
    page('Tutorial', '/docs/tutorial'),
    page('How it works', '/docs/how-it-works'),
    page('Should it migrate at start?', '/docs/when-to-migrate'),
    page('Comparison', '/docs/comparison'),
    page('Changes', '/CHANGELOG')
  ]),
  section('Configuration', [
    page('All settings', '/docs/configuration'),
    page('What a start does', '/docs/configuration/start'),
    page('The database and the account', '/docs/configuration/database'),
    page('The scripts', '/docs/configuration/scripts'),
    page('Names of scripts', '/docs/configuration/script-names'),
    page('The history', '/docs/configuration/history'),
    page('Locks and long migrations', '/docs/configuration/locks'),
    page('Log and reports', '/docs/configuration/reports'),
    page('Backup', '/docs/configuration/backup'),
    page('Initial data', '/docs/configuration/initial-data'),
    page('Several databases and tenants', '/docs/configuration/several-databases'),
    page('Asking the application', '/docs/configuration/application'),
    page('Discovery', '/docs/configuration/discovery'),
    page('The connection pool', '/docs/configuration/pool'),
    page('Sources and precedence', '/docs/configuration/sources'),
    page('Every setting of Flyway', '/docs/configuration/flyway')
  ]),
  section('Operations', [
    page('Situations', '/docs/operations'),
    page('Exit codes', '/docs/operations/exit-codes'),
    page('Checklist', '/docs/operations/checklist'),
    page('Roll out', '/docs/operations/rollout'),
    page('The agent does not start', '/docs/operations/agent-does-not-start'),
    page('A start takes long', '/docs/operations/waiting'),
    page('A migration failed', '/docs/operations/failures'),
    page('Go back', '/docs/operations/going-back'),
    page('First use', '/docs/operations/first-use'),
    page('Accounts and poolers', '/docs/operations/accounts')
  ]),
  section('Commands', [
    page('All commands', '/docs/commands'),
    page('Looking', '/docs/commands/looking'),
    page('Changing', '/docs/commands/changing'),
    page('Doctor', '/docs/commands/doctor'),
    page('Create the next script', '/docs/commands/new'),
    page('Command line', '/docs/commands/command-line')
  ]),
  section('Platforms', [
    page('Build tools and platforms', '/docs/platforms'),
    page('Hosts', '/docs/hosts'),
    page('Other agents and runtimes', '/docs/hosts/neighbours'),
    page('Kubernetes', '/examples/kubernetes/'),
    page('Kubernetes, by an annotation', '/examples/kubernetes/inject/'),
    page('Docker Compose', '/examples/docker-compose/'),
    page('The image', '/examples/image/')
  ]),
  section('Examples', [
    page('Plain application', '/examples/plain/'),
    page('Connection pool', '/examples/pool/'),
    page('Spring Boot', '/examples/spring-boot/'),
    page('Quarkus', '/examples/quarkus/'),
    page('Tomcat', '/examples/tomcat-war/')
  ]),
  section('Reference', [
    page('Behaviour', '/docs/behaviour'),
    page('Guarantees', '/docs/guarantees'),
    page('Reliability', '/docs/reliability'),
    page('Performance', '/docs/performance'),
    page('Where the time goes', '/docs/performance/where-the-time-goes'),
    page('Few processors', '/docs/performance/few-processors'),
    page('Class archives', '/docs/performance/class-archives'),
    page('Measure', '/docs/performance/measure'),
    page('Security', '/SECURITY'),
    page('Design decisions', '/docs/design/'),
    page('Contributing', '/CONTRIBUTING'),
    page('Integration tests', '/agent-it/'),
    page('Style guide', '/docs/style')
  ])
]

/** Links as a forge resolves them: a folder is its README, and a file that is no page is copied beside the pages. */
function translated(link, file) {
  if (/^[a-z]+:|^#/.test(link)) return link
  const [target, fragment] = link.split('#')
  const absolute = path.resolve(path.dirname(file), target)
  let result = target
  if (fs.existsSync(absolute) && fs.statSync(absolute).isDirectory()) {
    result = target.replace(/\/?$/, '/')
  } else if (/(^|\/)README\.md$/.test(target)) {
    result = target.replace(/README\.md$/, '') || './'
  }
  return fragment ? result + '#' + fragment : result
}

export default {
  title: 'auto-migrate',
  description: 'A Java agent that waits for the database and applies Flyway migrations before an application starts',
  srcDir: root,
  outDir: out,
  cacheDir: path.resolve(import.meta.dirname, '../target/cache'),
  rewrites: (id) => id.replace(/README\.md$/, 'index.md'),
  ignoreDeadLinks: [/\/(LICENSE|NOTICE|Dockerfile(\.example)?)$/, /\.(yaml|json|sh)$/, /\/examples\//, /CHANGELOG/],
  markdown: {
    // The anchors of a forge, which PagesTest checks.
    anchor: {
      slugify: (heading) =>
        heading.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-')
    },
    languageAlias: { promql: 'properties', procfile: 'properties' },
    config(markdown) {
      const parse = markdown.core
      parse.ruler.push('forge_links', (state) => {
        const file = path.resolve(root, state.env.realPath ?? state.env.path ?? '')
        for (const block of state.tokens) {
          for (const token of block.children ?? []) {
            if (token.type === 'link_open') {
              token.attrSet('href', translated(token.attrGet('href'), file))
            }
          }
        }
      })
    }
  },
  themeConfig: {
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' }
  },
  /** What pages link to and what is no page. */
  buildEnd() {
    fs.cpSync(root, out, { recursive: true, filter: (file) => !file.endsWith('.md') })
  }
}
