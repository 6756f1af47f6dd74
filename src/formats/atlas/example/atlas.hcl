env "local" {
  url = "postgres://bookshop@localhost:5432/bookshop"
  dev = "docker://postgres/17/dev"

  migration {
    dir = "file://migrations"
  }
}
