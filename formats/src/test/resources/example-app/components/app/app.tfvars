name = "{{ .nuon.install.name | upper }}"
