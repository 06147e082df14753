run "the_machine_is_closed_and_encrypted" {
  command = plan

  assert {
    condition     = aws_launch_template.runner.metadata_options[0].http_tokens == "required" && aws_launch_template.runner.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "The metadata service must be version 2 only and one hop away."
  }

  assert {
    condition     = alltrue([for card in aws_launch_template.runner.network_interfaces : card.associate_public_ip_address == "false"])
    error_message = "A machine must have no public address."
  }

  assert {
    condition     = alltrue([for disk in aws_launch_template.runner.block_device_mappings : disk.ebs[0].encrypted == "true"])
    error_message = "Disks must be encrypted."
  }
}

run "the_newest_image_is_taken_unless_one_is_named" {
  command = plan

  assert {
    condition     = aws_launch_template.runner.image_id == "ami-0123456789abcdef0"
    error_message = "The image must be the parameter's."
  }
}

run "an_own_image_is_taken" {
  command = plan

  variables {
    image_id = "ami-00000000000000001"
  }

  assert {
    condition     = aws_launch_template.runner.image_id == "ami-00000000000000001" && length(data.aws_ssm_parameter.image) == 0
    error_message = "The image must be the named one."
  }
}

run "the_switch_takes_the_machine_away_and_nothing_else" {
  command = plan

  variables {
    runner_enabled = false
  }

  assert {
    condition     = [aws_autoscaling_group.runner.min_size, aws_autoscaling_group.runner.max_size, aws_autoscaling_group.runner.desired_capacity] == [0, 0, 0]
    error_message = "There must be no machine."
  }

  assert {
    condition     = length(aws_iam_role.role_provision) == 1
    error_message = "The roles must stay."
  }
}

run "the_machine_drains_before_it_ends" {
  command = plan

  assert {
    condition     = one(aws_autoscaling_group.runner.initial_lifecycle_hook).heartbeat_timeout == 3600 && aws_autoscaling_group.runner.max_size == 1
    error_message = "The group must wait for the runner."
  }
}

run "emergencies_are_off_until_they_are_switched_on" {
  command = plan

  assert {
    condition     = length(aws_iam_role.role_emergency) == 0 && length(aws_iam_role.role_provision) == 1
    error_message = "The role of emergencies must be off."
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    instance_type              = "p5.48xlarge"
    image_id                   = "Amazon Linux"
    secret_license_key         = " "
    secret_license_key_version = 0
  }

  expect_failures = [var.instance_type, var.image_id, var.secret_license_key, var.secret_license_key_version]
}

run "a_start_script_that_is_too_long_is_refused" {
  command = plan

  variables {
    policy_file = format("%15000s", "much")
  }

  expect_failures = [aws_launch_template.runner]
}
