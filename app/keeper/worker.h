#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace till::keeper {

/// Threads that take jobs in order: signing, key derivation, long reads. Destroying it finishes what is
/// queued.
class Worker {
public:
    explicit Worker(unsigned threads);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void post(std::function<void()> job);
    void postAll(std::vector<std::function<void()>> jobs);
    /// Waits until nothing is queued or running: after it, no job posted before is still under way.
    void drain();

private:
    void run();
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<std::function<void()>> m_jobs;
    unsigned m_running = 0;
    bool m_isStopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace till::keeper
