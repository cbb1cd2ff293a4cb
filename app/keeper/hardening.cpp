#include "app/keeper/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace till::keeper {

std::string harden()
{
    const rlimit none{0, 0};
    const bool noCores = ::setrlimit(RLIMIT_CORE, &none) == 0;
    const bool notDumpable = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    const bool noPrivileges = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (!noCores || !notDumpable || !noPrivileges) {
        return "Weakest: this system does not let the keeper shield its memory, so other programs of yours "
               "could "
               "read the keys while the wallet is open.";
    }
    return "Basic: the keeper's memory is closed to other programs of yours, and the vault file is "
           "encrypted. "
           "Programs running as you can still replace Tillkeeper's own files; a package installed by the "
           "administrator will stop that too.";
}

} // namespace till::keeper
