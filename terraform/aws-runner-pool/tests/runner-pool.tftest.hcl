variables {
  name            = "runners"
  server          = "https://landfall.example.com"
  pool            = "pool_0001"
  root_key        = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\"}\n"
  subnets         = ["subnet-0123456789abcdef0"]
  operation_roles = ["arn:aws:iam::123456789012:role/acme-provision"]
  runner_package = {
    url    = "https://example.com/landfall.tar.gz"
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }
}

run "machines_are_closed_and_encrypted" {
  assert {
    condition     = aws_launch_template.runner.metadata_options[0].http_tokens == "required" && aws_launch_template.runner.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "The metadata service must be version 2 only and one hop away."
  }

  assert {
    condition     = alltrue([for disk in aws_launch_template.runner.block_device_mappings : disk.ebs[0].encrypted == "true"])
    error_message = "Disks must be encrypted."
  }

  assert {
    condition     = aws_launch_template.runner.network_interfaces[0].associate_public_ip_address == "false"
    error_message = "A machine must have no public address."
  }

  assert {
    condition     = aws_security_group.runner.ingress == null || length(coalesce(aws_security_group.runner.ingress, [])) == 0
    error_message = "Nothing may come in."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_egress_rule.out : rule.from_port] == [443]
    error_message = "Only HTTPS may go out."
  }
}

run "the_role_may_what_the_runner_needs" {
  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.runner.policy).Statement : statement.Sid => [statement.Action, statement.Resource]
      } == {
      EndThisMachine     = [["autoscaling:CompleteLifecycleAction", "autoscaling:SetInstanceHealth"], ["arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:*:autoScalingGroupName/runners"]]
      TakeOperationRoles = [["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], ["arn:aws:iam::123456789012:role/acme-provision"]]
    }
    error_message = "The role may something else."
  }
}

run "without_operations_it_may_take_no_role" {
  variables {
    operation_roles = []
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.runner.policy).Statement : statement.Sid] == ["EndThisMachine"]
    error_message = "The role may something else."
  }
}

run "the_machine_drains_before_it_ends" {
  variables {
    drain_seconds = 600
  }

  assert {
    condition     = one(aws_autoscaling_group.runner.initial_lifecycle_hook).lifecycle_transition == "autoscaling:EC2_INSTANCE_TERMINATING" && one(aws_autoscaling_group.runner.initial_lifecycle_hook).heartbeat_timeout == 600
    error_message = "The group must wait for the runner."
  }

  assert {
    condition     = strcontains(base64decode(regex("SERVICE_ENVIRONMENT_BASE64='([^']*)'", output.bootstrap)[0]), "LANDFALL_RUNNER_SCALE_IN_SECONDS='600'\n")
    error_message = "The runner must know how long the group waits."
  }
}

run "the_runner_joins_its_pool_by_its_role" {
  assert {
    condition     = base64decode(regex("SERVICE_ENVIRONMENT_BASE64='([^']*)'", output.bootstrap)[0]) == <<-EOT
      LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS='3600'
      LANDFALL_RUNNER_IDENTITY='aws'
      LANDFALL_RUNNER_MACHINE_MAX_UPTIME_SECONDS='604800'
      LANDFALL_RUNNER_POOL='pool_0001'
      LANDFALL_RUNNER_ROOT_KEY='{"crv":"P-256","kty":"EC","x":"x","y":"y"}'
      LANDFALL_RUNNER_SCALE_IN_SECONDS='3600'
      LANDFALL_RUNNER_SERVER='https://landfall.example.com'
      LIFECYCLE_GROUP='runners'
      LIFECYCLE_HOOK='drain'
    EOT
    error_message = "The runner's settings are others."
  }
}

run "the_queue_scales_from_nothing" {
  variables {
    queue          = "landfall-pool-0001"
    on_demand_base = 1
  }

  assert {
    condition     = aws_autoscaling_group.runner.min_size == 0 && aws_cloudwatch_metric_alarm.waiting[0].metric_name == "ApproximateAgeOfOldestMessage" && aws_cloudwatch_metric_alarm.waiting[0].dimensions.QueueName == "landfall-pool-0001"
    error_message = "The age of the oldest message must add the first machine."
  }

  assert {
    condition     = aws_autoscaling_group.runner.mixed_instances_policy[0].instances_distribution[0].on_demand_base_capacity == 1 && aws_autoscaling_group.runner.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 0
    error_message = "Above its base the group must be spot machines."
  }
}

run "without_a_queue_nothing_scales" {
  assert {
    condition     = length(aws_autoscaling_policy.more) == 0 && length(aws_cloudwatch_metric_alarm.idle) == 0
    error_message = "There must be no scaling."
  }
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name            = "Runners"
    server          = "http://landfall.example.com"
    pool            = "default"
    operation_roles = ["arn:aws:iam::123456789012:role/acme-*"]
    plan_key_secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*"
    subnets         = []
    egress_ports    = [22]
    instance_types  = ["m7i.large"]
    min_size        = 3
    max_size        = 2
    drain_seconds   = 60
  }

  expect_failures = [
    var.name, var.server, var.pool, var.operation_roles, var.plan_key_secret, var.subnets, var.egress_ports, var.instance_types,
    var.max_size, var.drain_seconds,
  ]
}
