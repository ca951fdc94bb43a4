/** Who may import whom. `web -> api/contract`, `api -> jobs/contract, sql`, `jobs -> sql`, `sql -> epcis`, `epcis -> nothing`. */
const forbid = (name, from, to, extra = {}) => ({
  name,
  severity: 'error',
  from: { path: from, ...extra },
  to: { path: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    forbid('sql-imports-epcis-only', '^sql/', '^(jobs|api|web|test|ml)/'),
    forbid('ml-imports-nothing', '^ml/', '^(sql|epcis|jobs|api|web|test)/'),
    forbid('epcis-is-pure', '^epcis/', '^(sql|ml|jobs|api|web|test)/'),
    forbid('jobs-import-sql-and-ml', '^jobs/', '^(api|web|test)/'),
    forbid('api-imports-job-contracts', '^api/', '^jobs/src/(?!contract/)', { pathNot: '^api/src/main\\.ts$' }),
    forbid('api-imports-no-dashboard', '^api/', '^(web|test|ml)/'),
    forbid('web-imports-api-contract', '^web/', '^(sql|jobs|ml|epcis|test)/|^api/src/(?!contract/)'),
    forbid(
      'contracts-are-zod-only',
      '^(api|jobs)/src/contract/',
      '^(api|jobs)/src/(?!contract/)|^sql/src/(?!datasets/)',
    ),
    forbid('typeorm-inside-api', '^(sql|jobs|web|test)/', 'node_modules/(typeorm|@nestjs/typeorm)/'),
    forbid('chdb-in-one-place', '^(?!sql/src/engine/)', 'node_modules/chdb/'),
    forbid('echarts-in-one-place', '^web/src/(?!lib/charts/echarts)', 'node_modules/echarts/'),
    forbid(
      'genealogy-core-is-pure',
      '^sql/src/genealogy/core/(?!testing/|.*\\.test\\.ts$)',
      '^sql/src/(?!genealogy/core/)|node_modules/',
    ),
    forbid('test-twins-stay-in-tests', '^(sql|epcis)/src/(?!.*(testing/|\\.test\\.ts$))', '/testing/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'svelte'],
      extensions: ['.ts', '.js', '.svelte', '.mjs'],
    },
  },
};
