output "runner_image" {
  description = "Image of the runner, by its digest."
  value       = "registry.example.com/landfall/runner@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
}

output "runner_settings" {
  description = "Environment of the runner's pod, service account landfall/landfall-runner."
  value = {
    LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS = "3600"
    LANDFALL_RUNNER_IDENTITY              = "aws"
    LANDFALL_RUNNER_POOL                  = var.pool
    LANDFALL_RUNNER_ROOT_KEY              = var.root_key
    LANDFALL_RUNNER_SCALE_IN_SECONDS      = "3600"
    LANDFALL_RUNNER_SERVER                = var.control_plane
  }
}

output "runner_role" {
  description = "The runner's own role."
  value       = aws_iam_role.runner.arn
}

output "runner_log_group" {
  description = "The runner's own log."
  value       = aws_cloudwatch_log_group.runner.name
}

output "state_bucket" {
  description = "Terraform's states of the app; it stays when the stack goes."
  value       = module.state.bucket
}
