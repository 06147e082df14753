run "the_task_has_no_public_address_and_no_secret_in_its_environment" {
  command = plan

  assert {
    condition     = aws_ecs_service.runner.network_configuration[0].assign_public_ip == false && aws_ecs_service.runner.launch_type == "FARGATE" && aws_ecs_service.runner.desired_count == 1
    error_message = "There must be one task without a public address."
  }
}

run "the_switch_takes_the_task_away" {
  command = plan

  variables {
    runner_enabled = false
  }

  assert {
    condition     = aws_ecs_service.runner.desired_count == 0
    error_message = "There must be no task."
  }
}
