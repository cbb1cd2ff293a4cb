// Instead of libsodium's sodium_free (ld --wrap), in a keeper that must be found out: what was locked stays.

extern "C" __attribute__((visibility("default"))) void __wrap_sodium_free(void*) {}
