#include "app/cli/program.h"

#include <csignal>

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that has left is an error of write(), not our end
    return till::cli::runTill({argv + 1, argv + argc});
}
