#include "app/cli/output.h"

#include "core/support/plain_text.h"
#include "core/wire/codec.h"

#include <cerrno>
#include <unistd.h>

namespace till::cli {

namespace {

constexpr std::size_t kMaxShownBytes = 4096;

void writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return;
        }
        text.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
}

std::string dumped(const nlohmann::json& value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace

void Output::json(const nlohmann::json& value) const
{
    writeAll(STDOUT_FILENO, dumped(value));
}

void Output::text(std::string_view text) const
{
    writeAll(STDOUT_FILENO, text);
}

void Output::note(std::string_view sentence) const
{
    writeAll(STDERR_FILENO, toVisibleText(sentence, kMaxShownBytes) + "\n");
}

void Output::failure(const Failure& failure) const
{
    if (isForProgram()) {
        writeAll(STDERR_FILENO, dumped({{"error", wire::toBody(failure.body)}}));
        return;
    }
    std::string sentence = "till: " + failure.body.message + " " + failure.body.hint;
    if (failure.body.moneyMoved == "yes") {
        sentence += " Money moved.";
    } else if (failure.body.moneyMoved == "unknown") {
        sentence += " Whether money moved is not known: look at till payments list.";
    }
    note(sentence + " (" + failure.body.code + ")");
}

} // namespace till::cli
