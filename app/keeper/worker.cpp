#include "app/keeper/worker.h"

#include "core/crypto/wipe_stack.h"

#include <utility>

namespace till::keeper {

Worker::Worker(unsigned threads)
{
    for (unsigned each = 0; each < threads; ++each) {
        m_threads.emplace_back([this] { run(); });
    }
}

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

void Worker::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Worker::postAll(std::vector<std::function<void()>> jobs)
{
    {
        const std::lock_guard lock(m_mutex);
        for (auto& job : jobs) {
            m_jobs.push_back(std::move(job));
        }
    }
    m_wake.notify_all();
}

void Worker::drain()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_jobs.empty() && m_running == 0; });
}

void Worker::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isStopping || !m_jobs.empty(); });
        if (m_jobs.empty()) {
            return;
        }
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        ++m_running;
        lock.unlock();
        job();
        job = nullptr;
        crypto::wipeStack(); // it may have worked with keys
        lock.lock();
        --m_running;
        if (m_jobs.empty() && m_running == 0) {
            m_idle.notify_all();
        }
    }
}

} // namespace till::keeper
