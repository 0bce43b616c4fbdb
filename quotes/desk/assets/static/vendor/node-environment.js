// The bundle of text-annotator asks for the environment of Node.
"use strict";
globalThis.process = { env: { NODE_ENV: "production" } };
