output "role_arn" {
  description = "ARN of the machines' role: let it join by `landfall pool trust POOL --aws-role ARN`, and name it in the trust policies of the operations' roles."
  value       = aws_iam_role.runner.arn
}

output "group" {
  description = "Name of the Auto Scaling group."
  value       = aws_autoscaling_group.runner.name
}

output "security_group" {
  description = "Id of the machines' security group, which lets nothing in."
  value       = aws_security_group.runner.id
}

output "bootstrap" {
  description = "The script that a machine runs at its first start; it holds no secret."
  value       = module.bootstrap.user_data
}
