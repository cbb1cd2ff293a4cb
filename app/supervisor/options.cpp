#include "app/supervisor/options.h"

#include <charconv>

namespace till::supervisor {

namespace {

constexpr int kHighestDescriptor = 65535;

std::optional<int> readDescriptor(const std::string& text)
{
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    // Standard output carries the one line, standard error the log.
    if (!isWhole || number < 0 || number == 1 || number == 2 || number > kHighestDescriptor) {
        return std::nullopt;
    }
    return number;
}

} // namespace

Result<Options, std::string> readOptions(std::span<const std::string> words)
{
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        const std::string name = words[i].substr(0, equals);
        if (name == "--practice" || name == "--help") {
            (name == "--help" ? options.wantsHelp : options.withPractice) = true;
            continue;
        }
        if (name != "--data-dir" && name != "--listen" && name != "--passphrase-fd") {
            return fail("There is no option " + name + "; see tillkeeperd --help.");
        }
        if (equals == std::string::npos && i + 1 >= words.size()) {
            return fail(name + " needs a value.");
        }
        const std::string value = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
        if (name == "--data-dir") {
            options.dataDir = value;
        } else if (name == "--listen") {
            options.listen = value;
        } else {
            options.passphraseFd = readDescriptor(value);
            if (!options.passphraseFd) {
                return fail(std::string(
                    "--passphrase-fd takes the number of an open file descriptor: 0, or 3 and up."));
            }
        }
    }
    return options;
}

std::string_view usageText()
{
    return "tillkeeperd: starts Tillkeeper's programs and keeps them running\n\n"
           "Usage: tillkeeperd [--data-dir DIR] [--listen 127.0.0.1:4402] [--passphrase-fd N] "
           "[--practice]\n\n"
           "  --data-dir DIR      where wallet and ledger are ($XDG_DATA_HOME/tillkeeper)\n"
           "  --listen ADDR:PORT  the agents' endpoint, on a loopback address; port 0 takes a free one\n"
           "  --passphrase-fd N   read the wallet's passphrase from this descriptor and unlock with it, also "
           "when\n"
           "                      the keeper has to be started again. It stays in locked memory of this "
           "process.\n"
           "  --practice          run the practice shop\n\n"
           "When all is up it prints one line of JSON: endpoint, sockets, pid, and the practice shop's URL.\n"
           "It stops with SIGTERM or Ctrl-C.\n";
}

} // namespace till::supervisor
