output "user_data" {
  description = "The script that cloud-init runs at the first start; it holds no secret."
  value = join("\n", concat(
    ["#!/bin/sh", "set -eu"],
    [for name, value in local.variables : "export ${name}='${value}'"],
    [file("${path.module}/bootstrap.sh")],
  ))
}
