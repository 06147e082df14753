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
