#include "app/supervisor/program.h"

#include <csignal>

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN); // and so it stays in the programs that are started
    return till::supervisor::runTillkeeperd({argv + 1, argv + argc});
}
