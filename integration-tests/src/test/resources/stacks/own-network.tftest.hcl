run "subnets_give_no_public_addresses" {
  command = plan

  assert {
    condition     = !anytrue([for subnet in concat([aws_subnet.public], aws_subnet.private) : subnet.map_public_ip_on_launch])
    error_message = "A subnet must give no public address."
  }

  assert {
    condition     = [for subnet in concat([aws_subnet.public], aws_subnet.private) : subnet.cidr_block] == ["10.128.0.0/24", "10.128.1.0/24", "10.128.2.0/24"]
    error_message = "The subnets must lie side by side."
  }
}

run "another_range_is_taken" {
  command = plan

  variables {
    network_cidr = "172.16.0.0/20"
  }

  assert {
    condition     = aws_subnet.private[1].cidr_block == "172.16.2.0/24"
    error_message = "The subnets must be of the range."
  }
}

run "a_range_that_is_too_small_is_refused" {
  command = plan

  variables {
    network_cidr = "10.128.0.0/24"
  }

  expect_failures = [var.network_cidr]
}

run "a_range_that_is_none_is_refused" {
  command = plan

  variables {
    network_cidr = "10.128.0.300/16"
  }

  expect_failures = [var.network_cidr]
}
