# What holds of every stack that has a machine or a container in a network.

run "nothing_comes_in_and_only_https_goes_out" {
  command = plan

  assert {
    condition     = length(coalesce(aws_security_group.runner.ingress, [])) == 0 && length(coalesce(aws_security_group.runner.egress, [])) == 0
    error_message = "Nothing may come in."
  }

  assert {
    condition     = [aws_vpc_security_group_egress_rule.https.from_port, aws_vpc_security_group_egress_rule.https.to_port, aws_vpc_security_group_egress_rule.https.ip_protocol] == [443, 443, "tcp"]
    error_message = "Only HTTPS may go out."
  }
}
