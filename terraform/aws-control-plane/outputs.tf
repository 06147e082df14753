output "url" {
  description = "Where the API is."
  value       = local.public_url
}

output "bootstrap_function" {
  description = "Invoke it with {\"org\":\"a name\"} for an admin token. Who may invoke it administers this control plane."
  value       = "${aws_lambda_function.this["bootstrap"].function_name}:${aws_lambda_alias.live["bootstrap"].name}"
}

output "signing_key" {
  description = "ARN of the KMS key that signs; its public key is what the root key certifies."
  value       = aws_kms_key.signing.arn
}

output "table" {
  description = "Name of the DynamoDB table of all records."
  value       = aws_dynamodb_table.records.name
}

output "bucket" {
  description = "Name of the S3 bucket of all blobs."
  value       = aws_s3_bucket.blobs.bucket
}

output "queue_role" {
  description = "ARN of the role whose sessions runners are lent."
  value       = aws_iam_role.queue_lending.arn
}

output "api_domain_target" {
  description = "What a DNS alias of the custom domain points at; null without one."
  value       = one(aws_apigatewayv2_domain_name.this[*].domain_name_configuration[0].target_domain_name)
}

output "queue_prefix" {
  description = "What the names of all queues begin with; the queue of a pool is PREFIX-POOL."
  value       = var.name
}
