locals {
  # systemd reads single quotes as a shell does.
  service_environment = join("", [for name, value in var.settings : "${name}='${value}'\n" if value != null])

  variables = {
    RUNNER_URL                 = var.runner_package.url
    RUNNER_SHA256              = var.runner_package.sha256
    JDK_URL                    = try(var.jdk.url, "")
    JDK_SHA256                 = try(var.jdk.sha256, "")
    TERRAFORM_URL              = try(var.terraform.url, "")
    TERRAFORM_SHA256           = try(var.terraform.sha256, "")
    TERRAFORM_PROGRAM          = try(var.terraform.program, "")
    POLICY_BASE64              = var.policy == null ? "" : base64encode(var.policy)
    RELEASE_KEY_BASE64         = var.release_key == null ? "" : base64encode(jsonencode(jsondecode(var.release_key)))
    PLAN_KEY                   = var.plan_key == null ? "" : var.plan_key
    IDENTITY_CLIENT_ID         = try(coalesce(var.settings.LANDFALL_RUNNER_IDENTITY_CLIENT_ID), "")
    SERVICE_ENVIRONMENT_BASE64 = base64encode(local.service_environment)
    STOP_SECONDS               = var.stop_seconds
  }
}
