{{- define "landfall.name" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "landfall.account" -}}
{{- default (include "landfall.name" .) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "landfall.selector" -}}
app.kubernetes.io/name: landfall-runner
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "landfall.labels" -}}
{{ include "landfall.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "landfall.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{/* Their service accounts, each with its namespace. */}}
{{- define "landfall.jobAccount.namespace" -}}
{{- default .release .account.namespace -}}
{{- end -}}

{{/* For whom the runner's token is: the control plane, or Entra, which gives one of the managed identity for it. */}}
{{- define "landfall.audience" -}}
{{- if .Values.azure.clientId -}}
api://AzureADTokenExchange
{{- else -}}
landfall:{{ .Values.pool }}
{{- end -}}
{{- end -}}

{{- define "landfall.environment" -}}
- { name: LANDFALL_RUNNER_SERVER, value: {{ .Values.server | quote }} }
- { name: LANDFALL_RUNNER_POOL, value: {{ .Values.pool | quote }} }
{{- if .Values.azure.clientId }}
- { name: LANDFALL_RUNNER_IDENTITY, value: azure }
- { name: LANDFALL_RUNNER_IDENTITY_CLIENT_ID, value: {{ .Values.azure.clientId | quote }} }
# the machine is not the runner's
- { name: LANDFALL_RUNNER_NOTICES, value: none }
- { name: AZURE_TENANT_ID, value: {{ .Values.azure.tenantId | quote }} }
- { name: AZURE_FEDERATED_TOKEN_FILE, value: /var/run/secrets/landfall/token }
{{- with .Values.azure.authority }}
- { name: AZURE_AUTHORITY_HOST, value: {{ . | quote }} }
{{- end }}
{{- else }}
- { name: LANDFALL_RUNNER_IDENTITY, value: kubernetes }
- { name: LANDFALL_RUNNER_IDENTITY_TOKEN_FILE, value: /var/run/secrets/landfall/token }
{{- end }}
- { name: LANDFALL_RUNNER_DIR, value: /var/lib/landfall }
- { name: LANDFALL_RUNNER_WORK_DIR, value: /var/lib/landfall-work }
- { name: LANDFALL_RUNNER_ISOLATE, value: {{ ternary "all" "identity" .Values.isolateJobs }} }
- { name: LANDFALL_RUNNER_SLOTS, value: {{ .Values.slots | quote }} }
- { name: LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS, value: {{ .Values.drainSeconds | quote }} }
- { name: LANDFALL_RUNNER_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
{{- if not (hasKey .Values.settings "LANDFALL_RUNNER_MAX_UPTIME_SECONDS") }}
- { name: LANDFALL_RUNNER_MAX_UPTIME_SECONDS, value: "86400" }
{{- end }}
{{- with .Values.rootKey }}
- { name: LANDFALL_RUNNER_ROOT_KEY, value: {{ . | quote }} }
{{- end }}
{{- range $name, $value := .Values.settings }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end -}}
