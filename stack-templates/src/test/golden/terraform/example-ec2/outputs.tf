output "outgoing_address" {
  description = "What the runner's calls come from, for lists of allowed addresses."
  value       = aws_eip.nat.public_ip
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
