variables {
  name                = "landfallacme"
  resource_group      = "landfall"
  location            = "westeurope"
  root_key            = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\"}"
  signing_certificate = "certificate"
}

provider "azurerm" {
  features {}
  subscription_id = "00000000-0000-0000-0000-000000000001"
}

run "there_is_no_account_key" {
  assert {
    condition     = !azurerm_storage_account.this.shared_access_key_enabled && !azurerm_storage_account.this.local_user_enabled && !azurerm_storage_account.this.allow_nested_items_to_be_public
    error_message = "The account must have no key, no local user and nothing public."
  }

  assert {
    condition     = azurerm_function_app_flex_consumption.this.storage_authentication_type == "UserAssignedIdentity" && azurerm_function_app_flex_consumption.this.storage_access_key == null
    error_message = "The function app must take its zip as its identity."
  }

  assert {
    condition     = alltrue([for name, value in azurerm_function_app_flex_consumption.this.app_settings : !can(regex("(?i)AccountKey=|SharedAccessSignature|^DefaultEndpoints", value)) && !endswith(name, "_CONNECTION_STRING")])
    error_message = "A setting holds a key."
  }

  assert {
    condition     = !azurerm_function_app_flex_consumption.this.webdeploy_publish_basic_authentication_enabled && azurerm_function_app_flex_consumption.this.https_only
    error_message = "Nobody may publish by password, nor come without TLS."
  }

  assert {
    condition     = azurerm_key_vault.this.rbac_authorization_enabled && azurerm_key_vault.this.purge_protection_enabled
    error_message = "The vault must ask for roles and keep what is deleted."
  }
}

run "the_identity_may_what_the_code_calls" {
  assert {
    condition = alltrue(flatten([for role in azurerm_role_definition.this : [
      for action in concat(tolist(role.permissions[0].actions), tolist(role.permissions[0].data_actions)) : !strcontains(action, "*")
    ]]))
    error_message = "A role has a wildcard."
  }

  assert {
    condition = { for name, assignment in azurerm_role_assignment.this : name => replace(assignment.scope, "/^.*.providers./", "") } == {
      records = "Microsoft.Storage/storageAccounts/landfallacme/tableServices/default/tables/landfall"
      queues  = "Microsoft.Storage/storageAccounts/landfallacme"
      blobs   = "Microsoft.Storage/storageAccounts/landfallacme"
      secrets = "Microsoft.KeyVault/vaults/landfallacme"
      signing = "Microsoft.KeyVault/vaults/landfallacme/keys/landfall-signing"
    }
    error_message = "A role is assigned elsewhere."
  }

  assert {
    condition     = azurerm_role_definition.this["signing"].permissions[0].data_actions == toset(["Microsoft.KeyVault/vaults/keys/sign/action"]) && length(azurerm_role_definition.this["signing"].permissions[0].actions) == 0
    error_message = "The signing key may be used for signatures alone."
  }
}

run "the_settings_name_what_was_made" {
  assert {
    condition     = azurerm_function_app_flex_consumption.this.app_settings.LANDFALL_SIGNING_KEY == "https://landfallacme.vault.azure.net/keys/landfall-signing/0123456789abcdef0123456789abcdef"
    error_message = "The signing key is one version."
  }

  assert {
    condition     = azurerm_function_app_flex_consumption.this.app_settings.LANDFALL_STORAGE__queueServiceUri == "https://landfallacme.queue.core.windows.net"
    error_message = "The Functions host must find the events queue."
  }

  assert {
    condition     = toset([for queue in azurerm_storage_queue.events : queue.name]) == toset(["landfall-events", "landfall-events-poison"])
    error_message = "The queues have other names."
  }
}

run "a_rotated_key_is_used" {
  variables {
    signing_key = "https://landfallacme.vault.azure.net/keys/landfall-signing/fedcba9876543210fedcba9876543210"
  }

  assert {
    condition     = azurerm_function_app_flex_consumption.this.app_settings.LANDFALL_SIGNING_KEY == var.signing_key
    error_message = "The version that was named must sign."
  }
}

run "alarms_watch_dead_letters_and_age" {
  variables {
    queue_prefix        = "acme"
    alarm_action_groups = ["/subscriptions/1/resourceGroups/g/providers/Microsoft.Insights/actionGroups/oncall"]
  }

  assert {
    condition     = strcontains(azurerm_monitor_scheduled_query_rules_alert_v2.this["dead-letters"].criteria[0].query, "^/acme-[a-z0-9-]+-(poison|dead)/messages$") && strcontains(azurerm_monitor_scheduled_query_rules_alert_v2.this["oldest-event"].criteria[0].query, "/acme-events/messages")
    error_message = "The alarms must watch this control plane's queues."
  }

  assert {
    condition     = alltrue([for alarm in azurerm_monitor_scheduled_query_rules_alert_v2.this : alarm.action[0].action_groups == tolist(var.alarm_action_groups)])
    error_message = "Alarms must go to the action groups."
  }

  assert {
    condition     = azurerm_log_analytics_workspace.this.retention_in_days == 30
    error_message = "Logs must not be kept for ever."
  }
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name                = "Landfall-Acme"
    queue_prefix        = "land-fall"
    root_key            = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\",\"d\":\"secret\"}"
    signing_key         = "https://landfallacme.vault.azure.net/keys/landfall-signing"
    replication         = "NONE"
    memory_mb           = 1024
    maximum_instances   = 1
    log_retention_days  = 7
    alarm_action_groups = ["me@example.com"]
  }

  expect_failures = [
    var.name, var.queue_prefix, var.root_key, var.signing_key, var.replication, var.memory_mb, var.maximum_instances,
    var.log_retention_days, var.alarm_action_groups,
  ]
}
