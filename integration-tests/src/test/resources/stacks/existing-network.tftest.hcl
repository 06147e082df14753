run "optional_secrets_are_there_when_they_are_given" {
  command = plan

  variables {
    secret_smtp_password         = "aGk="
    secret_smtp_password_version = 1
  }

  assert {
    condition     = length(aws_secretsmanager_secret.secret_smtp_password) == 1
    error_message = "The secret must be there."
  }
}

run "optional_secrets_are_not_there_otherwise" {
  command = plan

  assert {
    condition     = length(aws_secretsmanager_secret.secret_smtp_password) == 0
    error_message = "There must be no secret."
  }
}

run "a_secret_without_its_number_is_refused" {
  command = plan

  variables {
    secret_smtp_password = "aGk="
  }

  expect_failures = [var.secret_smtp_password]
}

run "a_number_without_its_secret_and_no_base64_are_refused" {
  command = plan

  variables {
    secret_smtp_password         = "not base64!"
    secret_smtp_password_version = 1
  }

  expect_failures = [var.secret_smtp_password]
}

run "subnets_of_another_network_are_refused" {
  command = plan

  variables {
    vpc_id = "vpc-00000000000000000"
  }

  expect_failures = [data.aws_subnet.runner]
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    vpc_id       = "net"
    subnet_ids   = []
    input_domain = ""
    input_labels = "{"
  }

  expect_failures = [var.vpc_id, var.subnet_ids, var.input_domain, var.input_labels]
}
