// Writes every dashboard and manifest as a TypeScript constant of the type that it claims to be, and lets the compiler
// judge: npm install && npm run check. Shows first that it can fail, by planting mistakes.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const deploy = dirname(here);
const work = join(here, 'generated');

const KUBERNETES = {
  'v1/Namespace': ['kubernetes-types/core/v1', 'Namespace'],
  'v1/ConfigMap': ['kubernetes-types/core/v1', 'ConfigMap'],
  'v1/Service': ['kubernetes-types/core/v1', 'Service'],
  'apps/v1/Deployment': ['kubernetes-types/apps/v1', 'Deployment'],
  'policy/v1/PodDisruptionBudget': ['kubernetes-types/policy/v1', 'PodDisruptionBudget'],
  'networking.k8s.io/v1/NetworkPolicy': ['kubernetes-types/networking/v1', 'NetworkPolicy'],
};
// Their types are published by nobody; ManifestsTest checks their shape.
const UNTYPED = ['keda.sh/v1alpha1/ScaledObject', 'kustomize.config.k8s.io/v1beta1/Kustomization'];

function source(module, type, value) {
  return `import type { ${type} } from '${module}';\nexport const it: ${type} = ${JSON.stringify(value, null, 1)};\n`;
}

function dashboards() {
  const folder = join(deploy, 'grafana/dashboards');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, '@grafana/schema', 'Dashboard', core(JSON.parse(readFileSync(join(folder, file), 'utf8')))]);
}

/** Without what belongs to the Prometheus plugin, which the schema of Grafana itself does not know. */
function core(dashboard) {
  dashboard.templating.list.forEach((variable) => delete variable.definition);
  for (const annotation of dashboard.annotations.list) {
    ['expr', 'titleFormat', 'textFormat'].forEach((name) => delete annotation[name]);
  }
  return dashboard;
}

function manifests() {
  const folder = join(deploy, 'kubernetes');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document, index) => {
        const value = document.toJS();
        const kind = `${value.apiVersion}/${value.kind}`;
        if (UNTYPED.includes(kind)) return undefined;
        if (!(kind in KUBERNETES)) throw new Error(`${file}: no type is known for ${kind}`);
        return [`${file}.${index}`, ...KUBERNETES[kind], value];
      }),
    )
    .filter((entry) => entry !== undefined);
}

/** Compiles the constants; answers what the compiler says, or nothing. */
function compile(entries) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  entries.forEach(([name, module, type, value], index) =>
    writeFileSync(join(work, `${index}-${name.replace(/[^\w]/g, '_')}.ts`), source(module, type, value)),
  );
  const options = {
    compilerOptions: {
      strict: true, noEmit: true, skipLibCheck: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [],
    },
    include: ['*.ts'],
  };
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(options));
  const run = spawnSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', work], { encoding: 'utf8' });
  if (run.error) throw run.error;
  return run.status === 0 ? '' : run.stdout + run.stderr;
}

function mutant(entries, name, change) {
  const copy = structuredClone(entries.find((entry) => entry[0] === name));
  change(copy[3]);
  if (compile([copy]) === '') throw new Error(`a planted mistake in ${name} was not noticed`);
}

const everything = [...dashboards(), ...manifests()];
const complaints = compile(everything);
if (complaints !== '') {
  console.error(complaints);
  process.exit(1);
}
mutant(everything, 'pipeline-overview.json', (it) => (it.schemaVersion = 'thirty-nine'));
mutant(everything, 'pipeline-overview.json', (it) => (it.graphTooltip = 'shared'));
mutant(everything, 'pipeline-overview.json', (it) => (it.panels[0].gridPos.w = 'wide'));
mutant(everything, 'gateway.yml.0', (it) => (it.spec.template.spec.containers[0].livenessProbes = {}));
mutant(everything, 'gateway.yml.0', (it) => (it.spec.replicas = 'two'));
mutant(everything, 'network-policies.yml.0', (it) => (it.spec.policyType = ['Ingress']));
rmSync(work, { recursive: true, force: true });
console.log(`${everything.length} dashboards and manifests fit their schemas; 6 planted mistakes were noticed.`);
