variables {
  settings = {}
  runner_package = {
    url    = "https://example.com/landfall.tar.gz"
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }
}

run "an_unsafe_address_is_refused" {
  command = plan

  variables {
    runner_package = {
      url    = "http://example.com/landfall.tar.gz"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
    jdk       = { url = "https://example.com/jdk'; reboot; '", sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }
    terraform = { url = "https://example.com/terraform.zip", sha256 = "0" }
  }

  expect_failures = [var.runner_package, var.jdk, var.terraform]
}

run "a_setting_that_would_end_its_quotes_is_refused" {
  command = plan

  variables {
    settings = { LANDFALL_RUNNER_NAME = "a'\nExecStart=/bin/evil" }
    plan_key = "arn:aws:s3:::bucket"
  }

  expect_failures = [var.settings, var.plan_key]
}

run "a_private_release_key_is_refused" {
  command = plan

  variables {
    release_key = jsonencode({ kty = "EC", crv = "P-256", x = "x", y = "y", d = "secret" })
  }

  expect_failures = [var.release_key]
}

run "a_release_key_reaches_the_machine" {
  variables {
    release_key = jsonencode({ kty = "EC", crv = "P-256", x = "x", y = "y" })
  }

  assert {
    condition     = strcontains(output.user_data, "RELEASE_KEY_BASE64='${base64encode(jsonencode({ kty = "EC", crv = "P-256", x = "x", y = "y" }))}'")
    error_message = "The machine is not told the release key."
  }
}

run "a_setting_without_value_is_left_out" {
  variables {
    settings = { LANDFALL_RUNNER_NAME = null }
  }

  assert {
    condition     = !strcontains(local.service_environment, "LANDFALL_RUNNER_NAME")
    error_message = "A setting without value is there."
  }
}
