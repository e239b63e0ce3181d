fn main() {
    pkg_config::Config::new()
        .atleast_version("0.1")
        .probe("giaingan-c")
        .expect("libgiaingan is installed, and PKG_CONFIG_PATH names the folder of giaingan-c.pc");
}
