run "the_runners_pod_has_its_role_while_it_is_switched_on" {
  command = plan

  assert {
    condition     = one(aws_eks_pod_identity_association.runner).namespace == "landfall" && one(aws_eks_pod_identity_association.runner).service_account == "landfall-runner"
    error_message = "The role must be the runner's pod's alone."
  }
}

run "the_switch_takes_the_role_away" {
  command = plan

  variables {
    runner_enabled = false
  }

  assert {
    condition     = length(aws_eks_pod_identity_association.runner) == 0
    error_message = "The pod must have no role."
  }
}

run "a_name_of_no_cluster_is_refused" {
  command = plan

  variables {
    cluster_name = "my cluster"
  }

  expect_failures = [var.cluster_name]
}
