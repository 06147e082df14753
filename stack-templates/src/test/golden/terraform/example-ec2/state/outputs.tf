output "key_arn" {
  description = "Key of states, secrets and the log."
  value       = aws_kms_key.stack.arn
}

output "bucket" {
  description = "Name of the bucket of states."
  value       = aws_s3_bucket.states.id
}

output "bucket_arn" {
  description = "ARN of the bucket of states."
  value       = aws_s3_bucket.states.arn
}
